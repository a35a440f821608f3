package io.bendsync.runtime.cli;

import io.bendsync.runtime.database.DatabendDatabase;
import io.bendsync.runtime.database.MySqlDatabase;
import io.bendsync.runtime.pipeline.Endpoint;
import io.bendsync.runtime.pipeline.Pipeline;
import io.bendsync.runtime.pipeline.PipelineFile;
import io.bendsync.runtime.problem.BendsyncException;
import io.bendsync.runtime.problem.ExitStatus;
import io.bendsync.runtime.repair.Repair;
import io.bendsync.runtime.run.RunningPipeline;
import io.bendsync.runtime.run.SourceDatabase;
import io.bendsync.runtime.verify.PipelineTables;
import io.bendsync.runtime.verify.TablePair;
import io.bendsync.runtime.verify.TableReport;
import io.bendsync.runtime.verify.Verification;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bendsync verify FILE}. */
@Command(
        name = "verify",
        description = {
            "Compares every row and column of a pipeline's tables in both databases.",
            "Both compute counts and checksums of the same parts of each table; only of parts that differ are rows read,"
                    + " and rows that differ are looked at again, since they may be on their way.",
            "Nothing is locked, and no running bendsync is needed.",
            "Status 0: all agree. 1: something differs, or could not be compared. 4: no difference is known, but rows that"
                    + " kept changing cannot be judged."
        })
final class VerifyCommand implements Callable<Integer> {
    /** How long the sink may take to apply what was sent. */
    private static final int REPAIR_SECONDS = 60;

    private final Session session;

    @Parameters(paramLabel = "FILE", description = "The pipeline file (YAML).")
    private Path file;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "How long to look again at a table that differs, for rows on their way (${DEFAULT-VALUE}).")
    private int waitSeconds = 10;

    @Option(
            names = "--max-load",
            paramLabel = "PERCENT",
            description = {
                "The share of the time for which MySQL may be kept busy, by one statement at a time (${DEFAULT-VALUE}).",
                "50: after each statement a rest as long as the statement took."
            })
    private int loadPercent = 100;

    @Option(
            names = "--repair",
            description = {
                "Sends the rows that differ through the running pipeline once more, then compares again.",
                "Rows that only Databend has are removed."
            })
    private boolean repair;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "With --repair: the data folder, if the pipeline was run with this option.")
    private Path data;

    @Mixin
    private OutputOptions output = new OutputOptions();

    VerifyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (loadPercent < 1 || loadPercent > 100) {
            throw BendsyncException.badSetting(
                    "--max-load " + loadPercent + ": write a share of the time in percent, from 1 to 100");
        }
        if (waitSeconds < 0) {
            throw BendsyncException.badSetting("--wait " + waitSeconds + ": write seconds, 0 or more");
        }
        Pipeline pipeline = PipelineFile.read(file, session.environment());
        Endpoint target = pipeline.target().endpoint();
        pipeline.secrets().forEach(session.terminal().redaction()::add);
        try (MySqlDatabase mysql = SourceDatabase.connect(pipeline)) {
            DatabendDatabase databend = new DatabendDatabase(target.url(), target.user(), target.password());
            PipelineTables tables = new PipelineTables(pipeline, mysql, databend);
            List<TableReport> unmatched = tables.unmatched();
            Verification verification = new Verification(mysql, databend, loadPercent);
            List<TableReport> reports = verification.compare(tables.pairs(), Duration.ofSeconds(waitSeconds));
            print(joined(unmatched, reports));
            if (repair && Verification.outcome(reports) == TableReport.Outcome.DIFFERS && !reports.isEmpty()) {
                Path folder = data == null ? pipeline.data() : data;
                if (pipeline.bootstrapServers().isEmpty()) {
                    RunningPipeline.refuseStopped(pipeline, folder);
                }
                new Repair(pipeline, folder, mysql, session.plugins(), this::say).send(reports);
                Duration patience = Duration.ofSeconds(Math.max(waitSeconds, REPAIR_SECONDS));
                List<TablePair> repaired = reports.stream()
                        .filter(report -> !report.agrees())
                        .map(TableReport::table)
                        .toList();
                List<TableReport> after = verification.compare(repaired, patience);
                print(after);
                reports = joined(reports.stream().filter(TableReport::agrees).toList(), after);
            }
            reports = joined(unmatched, reports);
            if (output.json()) {
                output.print(session.terminal(), "", Verification.document(reports));
            }
            return status(reports).code();
        }
    }

    private static ExitStatus status(List<TableReport> reports) {
        return switch (Verification.outcome(reports)) {
            case AGREES -> ExitStatus.OK;
            case UNDECIDED -> ExitStatus.UNDECIDED;
            case DIFFERS -> ExitStatus.FAILED;
        };
    }

    private static List<TableReport> joined(List<TableReport> first, List<TableReport> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private void print(List<TableReport> reports) {
        if (!output.json()) {
            Verification.print(reports, session.terminal());
        }
    }

    private void say(String line) {
        if (!output.json()) {
            session.terminal().line(line);
        }
    }
}
