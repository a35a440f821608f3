package io.bendsync.localstack.python;

import io.bendsync.localstack.process.Command;
import java.util.List;

/** What pip complained about, in one line. It prints retries first and the reason last. */
final class PipComplaint {
    private PipComplaint() {}

    static String of(Command.Outcome outcome) {
        List<String> errors =
                outcome.err().lines().filter(line -> line.startsWith("ERROR: ")).toList();
        List<String> connections = outcome.err()
                .lines()
                .filter(line -> line.startsWith("WARNING: Retrying"))
                .toList();
        String reason = errors.isEmpty() ? outcome.complaint() : errors.get(0).substring("ERROR: ".length());
        if (connections.isEmpty()) {
            return reason;
        }
        String connection = connections.get(0);
        int broken = connection.indexOf("connection broken by");
        return broken < 0 ? reason : reason + " (" + connection.substring(broken) + ")";
    }
}
