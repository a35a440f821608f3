package io.bendsync.runtime.cli;

import io.bendsync.runtime.database.MySqlDatabase;
import io.bendsync.runtime.pipeline.Pipeline;
import io.bendsync.runtime.pipeline.PipelineFile;
import io.bendsync.runtime.problem.ExitStatus;
import io.bendsync.runtime.run.PipelineCheck;
import io.bendsync.runtime.run.SourceDatabase;
import io.bendsync.runtime.run.TablePlan;
import io.bendsync.runtime.terminal.Terminal;
import io.bendsync.runtime.terminal.TextTable;
import io.bendsync.runtime.worker.ConnectorCheck;
import io.bendsync.runtime.worker.ConnectorPlugins;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code bendsync check FILE}. */
@Command(
        name = "check",
        description = {
            "Checks a pipeline without starting it: the file, both servers, users, tables and columns.",
            "Prints the plan, table by table; or every mistake at once, with status 2."
        })
final class CheckCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "FILE", description = "The pipeline file (YAML).")
    private Path file;

    @Mixin
    private OutputOptions output = new OutputOptions();

    CheckCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Terminal terminal = session.terminal();
        Pipeline pipeline = PipelineFile.read(file, session.environment());
        pipeline.secrets().forEach(terminal.redaction()::add);
        new PipelineCheck(pipeline).check(new ConnectorCheck(ConnectorPlugins.in(session.plugins())));
        try (MySqlDatabase mysql = SourceDatabase.connect(pipeline)) {
            List<List<String>> rows = new TablePlan(pipeline, mysql).rows();
            output.print(
                    terminal,
                    new TextTable(TablePlan.HEADER, rows).render() + "\nready: " + session.command() + " run " + file,
                    Map.of(
                            "pipeline",
                            pipeline.name(),
                            "tables",
                            rows.stream().map(TablePlan::named).toList()));
        }
        return ExitStatus.OK.code();
    }
}
