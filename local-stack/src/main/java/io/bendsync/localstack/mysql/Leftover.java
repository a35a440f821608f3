package io.bendsync.localstack.mysql;

import io.bendsync.localstack.process.Ending;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A server that still runs on a data folder though its owner is gone: it may be ending already, or never will. */
final class Leftover {
    static final String PID_FILE = "mysqld.pid";
    private static final Duration GRACE = Duration.ofSeconds(30);

    private Leftover() {}

    /** Ends it, if there is one. The caller holds the folder's lock, so nobody else wants it. */
    static void end(Path dataFolder, Consumer<String> progress) {
        running(dataFolder).ifPresent(server -> {
            progress.accept("Ending the MySQL (process " + server.pid() + ") that was left on " + dataFolder + " …");
            Ending.gracefully(server, GRACE);
        });
        // After a kill -9 these stay, and mysqld would refuse to start if its old id belonged to another process by
        // now.
        for (String name : List.of("mysqld.sock", "mysqld.sock.lock", PID_FILE)) {
            try {
                Files.deleteIfExists(dataFolder.resolve(name));
            } catch (IOException e) {
                // mysqld itself says so, with more detail.
            }
        }
    }

    private static Optional<ProcessHandle> running(Path dataFolder) {
        try {
            String pid = Files.readString(dataFolder.resolve(PID_FILE)).strip();
            String command = new String(Files.readAllBytes(Path.of("/proc", pid, "cmdline")), StandardCharsets.UTF_8);
            boolean ours = List.of(command.split("\0")).contains("--datadir=" + dataFolder);
            return ours ? ProcessHandle.of(Long.parseLong(pid)) : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
