package io.bendsync.runtime.worker;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the one message worth reading in a chain of wrapped exceptions, or in the trace that Connect keeps of it. */
public final class FailureCause {
    /** Kafka Connect's wrappings, which name no cause. */
    private static final List<String> WRAPPINGS = List.of(
            "Exiting Worker",
            "Tolerance exceeded in error handler",
            "Failed to start connector",
            "Unrecoverable exception");

    private static final Pattern HEAD = Pattern.compile("^(?:Caused by: )?([\\w.$]+(?:Exception|Error))(?:: (.*))?$");

    private FailureCause() {}

    /** The message of the first exception in the chain that is no mere wrapping. */
    public static String of(Throwable failure) {
        Throwable best = failure;
        while (best.getCause() != null && best.getCause() != best && isWrapping(best.getMessage(), best.getCause())) {
            best = best.getCause();
        }
        return best.getMessage() == null ? best.getClass().getSimpleName() : best.getMessage();
    }

    /** The same for a printed stack trace; a message of several lines is joined into one. */
    public static String ofTrace(String trace) {
        String found = null;
        boolean inMessage = false;
        for (String line : trace.lines().toList()) {
            Matcher head = HEAD.matcher(line);
            if (head.matches()) {
                if (found != null && !isWrapping(found)) {
                    return found;
                }
                found = head.group(2) == null ? head.group(1) : head.group(2);
                inMessage = true;
            } else if (line.startsWith("\tat ") || line.startsWith("\t... ")) {
                inMessage = false;
            } else if (inMessage) {
                found = found + " " + line.strip();
            }
        }
        return found == null ? trace.lines().findFirst().orElse("unknown") : found;
    }

    private static boolean isWrapping(String message, Throwable cause) {
        return message == null || message.equals(cause.toString()) || isWrapping(message);
    }

    private static boolean isWrapping(String message) {
        return WRAPPINGS.stream().anyMatch(message::startsWith);
    }
}
