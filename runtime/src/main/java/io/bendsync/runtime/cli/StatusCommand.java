package io.bendsync.runtime.cli;

import io.bendsync.runtime.problem.ExitStatus;
import io.bendsync.runtime.run.PartStatus;
import io.bendsync.runtime.run.RunningPipeline;
import io.bendsync.runtime.run.TableStatus;
import io.bendsync.runtime.terminal.TextTable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bendsync status FILE}. */
@Command(
        name = "status",
        description =
                "Shows how a running pipeline's connectors, tasks and tables stand. Status 1 if one failed or none"
                        + " runs.")
final class StatusCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private RunningOptions options = new RunningOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    StatusCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        RunningPipeline running = options.find(session);
        List<PartStatus> parts = running.status();
        List<TableStatus> tables = running.tables();
        List<List<String>> rows = parts.stream()
                .map(part -> List.of(part.name(), part.state(), part.failure()))
                .toList();
        output.print(
                session.terminal(),
                new TextTable(List.of("part", "state", "why"), rows).render()
                        + "\n"
                        + new TextTable(
                                        TableStatus.HEADER,
                                        tables.stream().map(TableStatus::row).toList())
                                .render(),
                Map.of("parts", parts, "tables", tables));
        boolean failed = parts.stream().anyMatch(part -> part.state().equals("FAILED"));
        return (failed ? ExitStatus.FAILED : ExitStatus.OK).code();
    }
}
