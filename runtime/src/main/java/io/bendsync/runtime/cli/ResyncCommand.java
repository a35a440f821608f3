package io.bendsync.runtime.cli;

import io.bendsync.runtime.problem.ExitStatus;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code bendsync resync FILE [TABLE…]}. */
@Command(
        name = "resync",
        description = {
            "Makes a running pipeline read tables again from the start.",
            "Each row takes the place of the one with the same key, while changes go on arriving. Rows that only Databend"
                    + " has stay: bendsync verify --repair removes them.",
            "Needs insert.mode: upsert. A pipeline that reads the binlog reads all of its tables again."
        })
final class ResyncCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private RunningOptions options = new RunningOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "TABLE",
            description = "The tables, as database.table; all of them if none is named.")
    private List<String> tables = List.of();

    ResyncCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<String> reset = options.find(session).resync(tables);
        output.print(
                session.terminal(),
                "reading again from the start: " + String.join(", ", reset),
                Map.of("resync", reset));
        return ExitStatus.OK.code();
    }
}
