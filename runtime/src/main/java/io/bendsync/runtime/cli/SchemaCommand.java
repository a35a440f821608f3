package io.bendsync.runtime.cli;

import io.bendsync.runtime.pipeline.PipelineFile;
import io.bendsync.runtime.problem.ExitStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code bendsync schema}. */
@Command(
        name = "schema",
        description = "Prints the JSON Schema of the pipeline file, with which editors complete and check it.")
final class SchemaCommand implements Callable<Integer> {
    private final Session session;

    SchemaCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.terminal().line(PipelineFile.schema().stripTrailing());
        return ExitStatus.OK.code();
    }
}
