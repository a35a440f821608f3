package io.bendsync.dashboard.state;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the one message worth reading in the stack trace that Kafka Connect keeps of a failure. */
final class Cause {
    /** Kafka Connect's wrappings, which name no cause. */
    private static final List<String> WRAPPINGS = List.of(
            "Exiting Worker",
            "Tolerance exceeded in error handler",
            "Failed to start connector",
            "Unrecoverable exception");

    private static final Pattern HEAD = Pattern.compile("^(?:Caused by: )?([\\w.$]+(?:Exception|Error))(?:: (.*))?$");

    private Cause() {}

    /** The message of the first exception that is no mere wrapping, its lines joined into one. */
    static String of(String trace) {
        StringBuilder found = new StringBuilder();
        boolean inMessage = false;
        for (String line : trace.lines().toList()) {
            Matcher head = HEAD.matcher(line);
            if (head.matches()) {
                if (found.length() > 0 && !isWrapping(found.toString())) {
                    return found.toString();
                }
                found = new StringBuilder(head.group(2) == null ? head.group(1) : head.group(2));
                inMessage = true;
            } else if (line.startsWith("\tat ") || line.startsWith("\t... ")) {
                inMessage = false;
            } else if (inMessage) {
                found.append(' ').append(line.strip());
            }
        }
        return found.length() == 0 ? trace.lines().findFirst().orElse("unknown") : found.toString();
    }

    private static boolean isWrapping(String message) {
        return WRAPPINGS.stream().anyMatch(message::startsWith);
    }
}
