package io.bendsync.runtime.cli;

import io.bendsync.runtime.pipeline.Pipeline;
import io.bendsync.runtime.pipeline.PipelineFile;
import io.bendsync.runtime.run.RunningPipeline;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How the commands that speak to a running pipeline find it. */
final class RunningOptions {
    @Parameters(index = "0", paramLabel = "FILE", description = "The pipeline file that is being run.")
    private Path file;

    @Option(names = "--data", paramLabel = "FOLDER", description = "The data folder, if it was run with this option.")
    private Path data;

    RunningPipeline find(Session session) {
        Pipeline pipeline = PipelineFile.read(file, session.environment());
        pipeline.secrets().forEach(session.terminal().redaction()::add);
        return new RunningPipeline(pipeline, data == null ? pipeline.data() : data);
    }
}
