package io.bendsync.runtime.cli;

import io.bendsync.runtime.database.DatabendDatabase;
import io.bendsync.runtime.database.MySqlDatabase;
import io.bendsync.runtime.pipeline.Endpoint;
import io.bendsync.runtime.pipeline.Pipeline;
import io.bendsync.runtime.pipeline.PipelineFile;
import io.bendsync.runtime.problem.ExitStatus;
import io.bendsync.runtime.verify.PipelineTables;
import io.bendsync.runtime.verify.Verification;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bendsync verify FILE}. */
@Command(
        name = "verify",
        description = {
            "Compares every row and column of a pipeline's tables in both databases.",
            "It reads both sides itself and needs no running bendsync. Status 1 if anything differs."
        })
final class VerifyCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "FILE", description = "The pipeline file (YAML).")
    private Path file;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "How long to look again at a table that differs, for rows on their way (${DEFAULT-VALUE}).")
    private int waitSeconds = 10;

    VerifyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Pipeline pipeline = PipelineFile.read(file, session.environment());
        Endpoint source = pipeline.source().endpoint();
        Endpoint target = pipeline.target().endpoint();
        session.terminal().redaction().add(source.password());
        session.terminal().redaction().add(target.password());
        try (MySqlDatabase mysql = MySqlDatabase.connect(source.url(), source.user(), source.password())) {
            DatabendDatabase databend = new DatabendDatabase(target.url(), target.user(), target.password());
            PipelineTables tables = new PipelineTables(pipeline, mysql, databend);
            boolean agree = Verification.print(
                    new Verification(mysql, databend).compare(tables.pairs(), Duration.ofSeconds(waitSeconds)),
                    session.terminal());
            return (agree ? ExitStatus.OK : ExitStatus.FAILED).code();
        }
    }
}
