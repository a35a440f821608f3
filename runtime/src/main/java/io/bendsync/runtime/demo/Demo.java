package io.bendsync.runtime.demo;

import io.bendsync.localstack.CacheFolder;
import io.bendsync.runtime.database.DatabendDatabase;
import io.bendsync.runtime.database.MySqlDatabase;
import io.bendsync.runtime.problem.BendsyncException;
import io.bendsync.runtime.problem.ExitStatus;
import io.bendsync.runtime.terminal.LogFile;
import io.bendsync.runtime.terminal.StopSignal;
import io.bendsync.runtime.terminal.Terminal;
import io.bendsync.runtime.verify.TablePair;
import io.bendsync.runtime.verify.TableReport;
import io.bendsync.runtime.verify.Verification;
import io.bendsync.runtime.worker.DataFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** {@code bendsync demo}: starts the stack, plays the scenes, compares, and stays up for the user to play with. */
public final class Demo {
    private static final TablePair TABLE = new TablePair("mydb", "test_kafka", "default", "test_kafka");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final CacheFolder cache;
    private final Path plugins;
    private final Terminal terminal;
    private final String command;

    /**
     * @param plugins the folder of connectors
     * @param command how the user called this program, for the lines to type
     */
    public Demo(CacheFolder cache, Path plugins, Terminal terminal, String command) {
        this.cache = cache;
        this.plugins = plugins;
        this.terminal = terminal;
        this.command = command;
    }

    /** Plays it; {@code exit} ends without waiting for Ctrl-C. */
    public ExitStatus play(boolean exit, StopSignal stop) {
        try (DataFolder folder = lock()) {
            Path log = LogFile.open(folder.path(), LogFile.Format.TEXT);
            Stopwatch watch = new Stopwatch(terminal);
            watch.say("starting MySQL, Databend, Kafka and Kafka Connect on this machine; log in " + log);
            try (DemoStack stack = DemoStack.start(cache, folder.path(), plugins, watch)) {
                watch.say("MySQL " + stack.mysql().version() + " listens on 127.0.0.1:"
                        + stack.mysql().port() + ", Databend on 127.0.0.1:"
                        + stack.databend().port());
                ExitStatus status = story(stack, watch);
                stop.started();
                if (!exit && !stop.isRequested()) {
                    stay(stack, stop);
                }
                watch.say("stopping");
                return status;
            }
        }
    }

    private DataFolder lock() {
        try {
            return DataFolder.lock(cache.root().resolve("demo"));
        } catch (BendsyncException e) {
            throw e.getMessage().contains("in use")
                    ? BendsyncException.badSetting("a demo runs already ("
                            + e.getMessage().replaceAll("(?s): stop that one.*", "") + "): end it with Ctrl-C first")
                    : e;
        }
    }

    private ExitStatus story(DemoStack stack, Stopwatch watch) {
        DatabendDatabase databend = new DatabendDatabase(
                stack.databend().url("default"),
                stack.databend().user(),
                stack.databend().password());
        try (MySqlDatabase mysql = MySqlDatabase.connect(
                stack.mysql().url(""), stack.mysql().user(), stack.mysql().password())) {
            new Scenes(stack, mysql, databend, watch).play();
            List<TableReport> reports = new Verification(mysql, databend, 100).compare(List.of(TABLE), PATIENCE);
            watch.say("every row and column compared in both databases:");
            Verification.print(reports, terminal);
            return Verification.outcome(reports) == TableReport.Outcome.AGREES ? ExitStatus.OK : ExitStatus.FAILED;
        }
    }

    private void stay(DemoStack stack, StopSignal stop) {
        terminal.line("");
        terminal.line("It all stays up until Ctrl-C. Type in another terminal:");
        terminal.line("");
        terminal.line("  MYSQL_PWD=" + Article.MYSQL_PASSWORD + " "
                + stack.mysql().client() + " -h127.0.0.1 -P" + stack.mysql().port()
                + " -uroot mydb -e \"INSERT INTO test_kafka (name, description) VALUES ('kite', 'by hand')\"");
        terminal.line("  " + command + " local query --port " + stack.databend().port()
                + " \"SELECT * FROM default.test_kafka ORDER BY id\"");
        terminal.line("");
        while (!stop.await(LOOK_EVERY)) {
            Scenes.failWhereFailed(stack.connect());
        }
    }
}
