package io.bendsync.localstack.process;

import io.bendsync.localstack.LocalStackException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A server that ends when we do, even if we are killed: a small shell keeps it company and reads a pipe from us; once
 * the pipe closes, it ends the server with SIGTERM, and with SIGKILL if it is still there half a minute later (a MySQL
 * whose data folder was removed under it never ends by itself). Both run in a session of their own, so that a Ctrl-C at our
 * terminal reaches us alone and we can stop the servers in order.
 */
public final class GuardedProcess {
    private static final String GUARD = """
            exec 3<&0 4>&1
            log=$1
            shift
            "$@" </dev/null >>"$log" 2>&1 3<&- 4>&- &
            server=$!
            echo "$server" >&4
            exec 4>&- >/dev/null 2>&1
            {
                while read -r ignored <&3; do :; done
                kill "$server"
                waited=0
                while [ "$waited" -lt 30 ] && kill -0 "$server"; do sleep 1; waited=$((waited + 1)); done
                kill -9 "$server"
            } &
            guard=$!
            exec 3<&-
            wait "$server"
            status=$?
            kill "$guard"
            exit "$status"
            """;

    private final Process shell;
    private final ProcessHandle server;

    private GuardedProcess(Process shell, ProcessHandle server) {
        this.shell = shell;
        this.server = server;
    }

    /**
     * Starts a server.
     *
     * @param words the program, which must not fork, and its arguments
     * @param log gets what it prints, at its end
     */
    public static GuardedProcess start(Programs programs, List<String> words, Path folder, Path log) {
        List<String> all = new ArrayList<>();
        programs.find("setsid").ifPresent(setsid -> all.add(setsid.toString()));
        all.addAll(
                List.of(programs.require("sh", "to start servers").toString(), "-c", GUARD, "guard", log.toString()));
        all.addAll(words);
        try {
            Process shell = new ProcessBuilder(all)
                    .directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            BufferedReader reader = shell.inputReader();
            String pid = reader.readLine();
            Optional<ProcessHandle> server = pid == null ? Optional.empty() : ProcessHandle.of(Long.parseLong(pid));
            // A server that is gone already is told from one that runs by its shell, which has ended too.
            return new GuardedProcess(shell, server.orElseGet(shell::toHandle));
        } catch (IOException e) {
            throw new LocalStackException(words.get(0) + " could not be started: " + e.getMessage(), e);
        }
    }

    /** The server's process id. */
    public long pid() {
        return server.pid();
    }

    /** Whether the server runs. */
    public boolean isAlive() {
        return shell.isAlive() && server.isAlive();
    }

    /** Ends the server: politely, and by force if it has not ended after the grace period. */
    public void stop(Duration grace) {
        Ending.gracefully(server, grace);
        awaitShell();
    }

    /** Ends the server with SIGKILL and waits for its end. */
    public void kill() {
        Ending.atOnce(server);
        awaitShell();
    }

    private void awaitShell() {
        Ending.await(shell.toHandle(), Duration.ofSeconds(10));
        try {
            shell.getOutputStream().close();
        } catch (IOException e) {
            // The other end is gone, which is what closing is for.
        }
    }
}
