package io.bendsync.runtime.cli;

import io.bendsync.runtime.metrics.MetricsEndpoint;
import io.bendsync.runtime.pipeline.Pipeline;
import io.bendsync.runtime.pipeline.PipelineFile;
import io.bendsync.runtime.problem.ExitStatus;
import io.bendsync.runtime.run.PipelineBean;
import io.bendsync.runtime.run.PipelineCheck;
import io.bendsync.runtime.run.PipelineRun;
import io.bendsync.runtime.run.StartTimes;
import io.bendsync.runtime.terminal.LogFile;
import io.bendsync.runtime.terminal.StopSignal;
import io.bendsync.runtime.terminal.Terminal;
import io.bendsync.runtime.worker.ConnectHost;
import io.bendsync.runtime.worker.ConnectorCheck;
import io.bendsync.runtime.worker.ConnectorPlugins;
import io.bendsync.runtime.worker.DataFolder;
import io.bendsync.runtime.worker.KafkaAhead;
import io.bendsync.runtime.worker.Ports;
import io.bendsync.runtime.worker.RestCertificate;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bendsync run FILE}. */
@Command(
        name = "run",
        description = {
            "Runs a pipeline until Ctrl-C. Started again, it goes on where it was.",
            "Settings, servers, tables and columns are checked first; all mistakes are told at once."
        })
final class RunCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "FILE", description = "The pipeline file (YAML).")
    private Path file;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Where Kafka's data and the log are kept, instead of the file's data setting.")
    private Path data;

    @Option(
            names = "--rest-port",
            paramLabel = "PORT",
            description = "The port of Kafka Connect's REST interface on 127.0.0.1; any free one if not given.")
    private int restPort = Ports.ANY;

    @Option(
            names = "--metrics-port",
            paramLabel = "PORT",
            description = "The port of the metrics for Prometheus on 127.0.0.1; any free one if not given.")
    private int metricsPort;

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            description = "How the log file is written: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private LogFile.Format logFormat = LogFile.Format.TEXT;

    @Option(
            names = "--resync",
            description = {
                "Reads all tables again from the start, for a pipeline that cannot go on where it was: its binlog was purged,"
                        + " or MySQL is another server.",
                "Rows that are gone from MySQL stay in Databend until bendsync verify --repair."
            })
    private boolean resync;

    RunCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        StartTimes times = StartTimes.ofThisProcess();
        StopSignal stop = new StopSignal(Thread.currentThread());
        stop.install();
        Terminal terminal = session.terminal();
        Pipeline pipeline = read();
        RestCertificate.of(pipeline.rest())
                .flatMap(certificate -> certificate.complaint(Instant.now()))
                .ifPresent(terminal::line);
        try (DataFolder folder = DataFolder.lock(data == null ? pipeline.data() : data)) {
            Path log = LogFile.open(folder.path(), logFormat);
            terminal.line("pipeline " + pipeline.name() + ": starting; log in " + log);
            try (KafkaAhead kafka = kafka(pipeline, folder.path())) {
                ConnectorPlugins plugins = ConnectorPlugins.in(session.plugins());
                new PipelineCheck(pipeline).check(new ConnectorCheck(plugins));
                times.ended("Java and checks");
                try (MetricsEndpoint metrics = MetricsEndpoint.start(pipeline, metricsPort);
                        PipelineBean bean = PipelineBean.register(pipeline, folder.path());
                        ConnectHost host = host(pipeline, folder.path(), kafka, plugins)) {
                    PipelineRun run = new PipelineRun(pipeline, host, terminal, times, this::read);
                    times.ended("Kafka and its worker");
                    run.start(resync);
                    terminal.line("dashboard: " + host.worker().restUrl() + "bendsync/"
                            + pipeline.rest()
                                    .listen()
                                    .map(open -> "; open to others at " + open)
                                    .orElse(""));
                    terminal.line(
                            "Kafka Connect's REST interface: " + host.worker().restUrl());
                    terminal.line("metrics for Prometheus: " + metrics.url());
                    stop.started();
                    run.watch(stop);
                    terminal.line("stopping: rows on their way are finished first");
                }
            }
        }
        terminal.line("stopped");
        return ExitStatus.OK.code();
    }

    /** The pipeline as its file has it now; its passwords are shown nowhere from then on. */
    private Pipeline read() {
        Pipeline pipeline = PipelineFile.read(file, session.environment());
        pipeline.secrets().forEach(session.terminal().redaction()::add);
        return pipeline;
    }

    private KafkaAhead kafka(Pipeline pipeline, Path folder) {
        return pipeline.kafka().isPresent() ? KafkaAhead.notYet(folder, restPort) : KafkaAhead.begin(folder, restPort);
    }

    private ConnectHost host(Pipeline pipeline, Path folder, KafkaAhead ahead, ConnectorPlugins plugins) {
        return pipeline.kafka()
                .map(kafka -> ConnectHost.external(
                        folder,
                        kafka.bootstrapServers(),
                        kafka.references(),
                        "bendsync-" + pipeline.name(),
                        restPort,
                        pipeline.rest(),
                        plugins))
                .orElseGet(() -> ConnectHost.embedded(ahead, pipeline.rest(), plugins));
    }
}
