package io.bendsync.localstack.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A server that still runs on a data folder though its owner is gone: it may be ending already, or never will.
 *
 * @param name for messages
 * @param pidFile where the server says its process id
 * @param argument a word of its command line that names the data folder, so that no other process is taken for it
 */
public record Leftover(String name, Path pidFile, String argument) {
    private static final Duration GRACE = Duration.ofSeconds(30);

    /** Ends it, if there is one. The caller holds the data folder's lock, so nobody else wants it. */
    public void end(Consumer<String> progress) {
        running().ifPresent(server -> {
            progress.accept("Ending the " + name + " (process " + server.pid() + ") that an earlier run left behind …");
            Ending.gracefully(server, GRACE);
        });
    }

    private Optional<ProcessHandle> running() {
        try {
            String pid = Files.readString(pidFile).strip();
            String command = new String(Files.readAllBytes(Path.of("/proc", pid, "cmdline")), StandardCharsets.UTF_8);
            return List.of(command.split("\0", -1)).contains(argument)
                    ? ProcessHandle.of(Long.parseLong(pid))
                    : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
