package io.bendsync.runtime.cli;

import io.bendsync.localstack.CacheFolder;
import io.bendsync.localstack.LocalMySql;
import io.bendsync.runtime.problem.ExitStatus;
import io.bendsync.runtime.terminal.StopSignal;
import io.bendsync.runtime.terminal.Terminal;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bendsync local mysql}. */
@Command(
        name = "mysql",
        description = "Runs a MySQL server on 127.0.0.1 until Ctrl-C, with binlog, user root and no password.")
final class LocalMySqlCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--port", paramLabel = "PORT", description = "Its port; 0 for any free one (${DEFAULT-VALUE}).")
    private int port = 3306;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Its data, which stay; local/mysql in the cache folder if not given.")
    private Path data;

    LocalMySqlCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        StopSignal stop = new StopSignal(Thread.currentThread());
        stop.install();
        Terminal terminal = session.terminal();
        CacheFolder cache = CacheFolder.standard();
        Path folder = data == null ? cache.root().resolve("local/mysql") : data;
        try (LocalMySql mysql = LocalMySql.builder(cache)
                .dataFolder(folder)
                .port(port)
                .progress(terminal::line)
                .start()) {
            stop.started();
            terminal.line("MySQL " + mysql.version() + " runs until Ctrl-C; data in " + mysql.dataFolder());
            terminal.line("  " + mysql.client() + " -h127.0.0.1 -P" + mysql.port() + " -uroot");
            terminal.line("  " + mysql.url("") + " (user root, no password)");
            stop.awaitRequest();
        }
        return ExitStatus.OK.code();
    }
}
