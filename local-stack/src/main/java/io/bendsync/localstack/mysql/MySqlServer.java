package io.bendsync.localstack.mysql;

import io.bendsync.localstack.LocalStackException;
import io.bendsync.localstack.process.FolderTree;
import io.bendsync.localstack.process.GuardedProcess;
import io.bendsync.localstack.process.Leftover;
import io.bendsync.localstack.process.LogTail;
import io.bendsync.localstack.process.LoopbackPorts;
import io.bendsync.localstack.process.Programs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** One run of mysqld, from its start until it is stopped or killed. */
public final class MySqlServer {
    /** In the data folder. */
    public static final String LOG = "mysqld.log";

    private static final String PID_FILE = "mysqld.pid";
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration STOP_GRACE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(15);

    private final GuardedProcess process;

    private MySqlServer(GuardedProcess process) {
        this.process = process;
    }

    /**
     * Starts a server and waits until it takes connections. The caller holds the data folder's lock.
     *
     * @throws LocalStackException if the port is taken or the server does not come up
     */
    public static MySqlServer start(
            MySqlInstall install, MySqlSettings settings, Programs programs, Consumer<String> progress) {
        new DataFolder(install, settings.options(), progress).ensure(settings.dataFolder());
        endLeftover(settings.dataFolder(), progress);
        LoopbackPorts.requireFree(settings.port(), "MySQL");
        try (Accounts accounts = Accounts.write(settings)) {
            GuardedProcess process = GuardedProcess.start(
                    programs, words(install, settings, accounts), settings.dataFolder(), log(settings));
            awaitReady(process, settings);
            return new MySqlServer(process);
        }
    }

    private static void endLeftover(Path dataFolder, Consumer<String> progress) {
        new Leftover("MySQL", dataFolder.resolve(PID_FILE), dataFolderOption(dataFolder)).end(progress);
        // After a kill -9 these stay, and mysqld would not start if its old id belonged to another process by now.
        for (String name : List.of("mysqld.sock", "mysqld.sock.lock", PID_FILE)) {
            FolderTree.deleteQuietly(dataFolder.resolve(name));
        }
    }

    private static String dataFolderOption(Path dataFolder) {
        return "--datadir=" + dataFolder;
    }

    private static List<String> words(MySqlInstall install, MySqlSettings settings, Accounts accounts) {
        List<String> words = new ArrayList<>();
        words.add(install.program("mysqld").toString());
        words.add("--no-defaults");
        words.addAll(MySqlInstall.rootOptions());
        words.addAll(List.of(
                dataFolderOption(settings.dataFolder()),
                // Relative to the data folder: a socket's full name could exceed its 107 bytes.
                "--socket=mysqld.sock",
                "--pid-file=" + PID_FILE,
                "--init-file=" + accounts.file(),
                "--secure-file-priv=NULL",
                "--bind-address=" + LoopbackPorts.HOST,
                "--port=" + settings.port(),
                "--mysqlx=OFF",
                "--server-id=1",
                "--log-bin=binlog",
                "--loose-binlog-format=ROW",
                "--binlog-row-image=FULL",
                "--gtid-mode=ON",
                "--enforce-gtid-consistency=ON"));
        words.addAll(settings.options());
        return words;
    }

    private static void awaitReady(GuardedProcess process, MySqlSettings settings) {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (Handshake.version(settings.port()).isEmpty()) {
            if (!process.isAlive()) {
                throw notUp(settings, "It ended by itself");
            }
            if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
                process.kill();
                throw notUp(settings, "It did not answer within " + START_LIMIT.toSeconds() + " s");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        if (!process.isAlive()) {
            throw notUp(settings, "Another server answers on port " + settings.port());
        }
    }

    private static LocalStackException notUp(MySqlSettings settings, String how) {
        List<String> errors = LogTail.of(log(settings), 40).stream()
                .filter(line -> line.contains("[ERROR]"))
                .toList();
        List<String> shown = errors.isEmpty() ? LogTail.of(log(settings), 3) : errors;
        if (shown.stream().anyMatch(line -> line.contains("Address already in use"))) {
            how = "Port " + settings.port() + " on " + LoopbackPorts.HOST + " is taken by another program";
        }
        return new LocalStackException("MySQL did not start on " + settings.dataFolder() + ". " + how + ". Its log "
                + log(settings) + " ends: " + String.join(" | ", shown));
    }

    private static Path log(MySqlSettings settings) {
        return settings.dataFolder().resolve(LOG);
    }

    /** mysqld's process id. */
    public long pid() {
        return process.pid();
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Shuts down in order, by force after a minute. */
    public void stop() {
        process.stop(STOP_GRACE);
    }

    /** SIGKILL; returns once the process is gone. */
    public void kill() {
        process.kill();
    }
}
