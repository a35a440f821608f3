package io.bendsync.runtime.cli;

import io.bendsync.localstack.CacheFolder;
import io.bendsync.runtime.demo.Demo;
import io.bendsync.runtime.terminal.StopSignal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bendsync demo}. */
@Command(
        name = "demo",
        description = {
            "Shows it all on this machine: a real MySQL, a real Databend, Kafka Connect between them.",
            "A table, a new column and an update go from MySQL to Databend. Then it stays up until Ctrl-C.",
            "Status 1 if the two databases do not agree at the end of the story."
        })
final class DemoCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--exit", description = "End after the story: status 0 only if every row and column agrees.")
    private boolean exit;

    DemoCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        StopSignal stop = new StopSignal(Thread.currentThread());
        stop.install();
        return new Demo(CacheFolder.standard(), session.plugins(), session.terminal(), session.command())
                .play(exit, stop)
                .code();
    }
}
