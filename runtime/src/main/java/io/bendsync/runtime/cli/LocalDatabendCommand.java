package io.bendsync.runtime.cli;

import io.bendsync.localstack.CacheFolder;
import io.bendsync.localstack.LocalDatabend;
import io.bendsync.runtime.problem.ExitStatus;
import io.bendsync.runtime.terminal.StopSignal;
import io.bendsync.runtime.terminal.Terminal;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bendsync local databend}. */
@Command(
        name = "databend",
        description = {
            "Runs the Databend engine on 127.0.0.1 until Ctrl-C, behind Databend's HTTP protocol.",
            "User databend with password databend."
        })
final class LocalDatabendCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--port", paramLabel = "PORT", description = "Its port; 0 for any free one (${DEFAULT-VALUE}).")
    private int port = 8000;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Its data, which stay; local/databend in the cache folder if not given.")
    private Path data;

    LocalDatabendCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        StopSignal stop = new StopSignal(Thread.currentThread());
        stop.install();
        Terminal terminal = session.terminal();
        CacheFolder cache = CacheFolder.standard();
        Path folder = data == null ? cache.root().resolve("local/databend") : data;
        try (LocalDatabend databend = LocalDatabend.builder(cache)
                .dataFolder(folder)
                .port(port)
                .progress(terminal::line)
                .start()) {
            stop.started();
            terminal.line("Databend runs until Ctrl-C; data in " + databend.dataFolder());
            terminal.line(
                    "  " + session.command() + " local query --port " + databend.port() + " \"SELECT version()\"");
            terminal.line("  " + databend.url("default") + " (user databend, password databend)");
            stop.awaitRequest();
        }
        return ExitStatus.OK.code();
    }
}
