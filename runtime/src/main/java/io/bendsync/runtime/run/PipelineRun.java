package io.bendsync.runtime.run;

import io.bendsync.runtime.pipeline.ConnectorConfigs;
import io.bendsync.runtime.pipeline.Pipeline;
import io.bendsync.runtime.problem.BendsyncException;
import io.bendsync.runtime.terminal.StopSignal;
import io.bendsync.runtime.terminal.Terminal;
import io.bendsync.runtime.worker.ConnectHost;
import io.bendsync.runtime.worker.ConnectorState;
import io.bendsync.runtime.worker.EmbeddedWorker;
import io.bendsync.runtime.worker.FailureCause;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a pipeline on a worker until it is told to stop or something fails. */
public final class PipelineRun {
    private static final Logger LOG = LoggerFactory.getLogger(PipelineRun.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    /** How long a failure that an earlier run left in Kafka's status topic may still be seen. */
    private static final Duration STALE_FOR = Duration.ofSeconds(15);

    /** How long after a restart it may still be seen what the connector failed of while it was being restarted. */
    private static final Duration RESTARTS_WITHIN = Duration.ofSeconds(5);

    /** The status of an earlier run may still be seen at the start. */
    private static final int LOOKS_TO_BELIEVE_A_PAUSE = 4;

    /** What comes later has waited for a change in MySQL, and not for us. */
    private static final Duration START_AT_MOST = Duration.ofMinutes(1);

    private final Pipeline pipeline;
    private final ConnectorConfigs configs;
    private final ConnectHost host;
    private final EmbeddedWorker worker;
    private final Terminal terminal;
    private final StartTimes times;
    private final Rotation rotation;
    private final Set<String> staleFailures = new HashSet<>();
    private final Map<String, Long> restarted = new HashMap<>();
    private Map<String, Long> expected = Map.of();
    private long startedNanos;
    private int pausedLooks;
    private boolean saidPaused;

    /**
     * For a worker that has started.
     *
     * @param times takes the phases of the start, until the first rows
     * @param again reads the pipeline file anew
     */
    public PipelineRun(
            Pipeline pipeline, ConnectHost host, Terminal terminal, StartTimes times, Supplier<Pipeline> again) {
        this.rotation = new Rotation(pipeline, again);
        this.pipeline = pipeline;
        this.configs = new ConnectorConfigs(pipeline);
        this.host = host;
        this.worker = host.worker();
        this.terminal = terminal;
        this.times = times;
    }

    /**
     * Starts both connectors; an earlier run's ones go on where they were.
     *
     * @param again whether the source forgets where that was, and reads all tables from the start
     */
    public void start(boolean again) {
        if (again) {
            Resync.refuseAppending(pipeline);
        }
        for (String name : worker.connectors()) {
            if (name.equals(configs.sourceName()) || name.equals(configs.targetName())) {
                staleFailures.addAll(worker.state(name).failures());
            } else if (pipeline.bootstrapServers().isEmpty()) {
                LOG.info("removing connector {}: the pipeline file does not have it any more", name);
                worker.delete(name);
            }
        }
        expected = LoadEstimate.of(pipeline);
        worker.put(configs.targetName(), configs.target());
        if (again && worker.connectors().contains(configs.sourceName())) {
            worker.forgetOffsets(configs.sourceName());
        }
        worker.put(configs.sourceName(), configs.source(host.bootstrapServers()));
        if (again) {
            worker.resume(configs.sourceName());
        }
        startedNanos = System.nanoTime();
    }

    /**
     * Waits, showing progress.
     *
     * @throws BendsyncException when a connector or Kafka itself fails
     */
    public void watch(StopSignal stop) {
        RowCounts counts = new RowCounts(configs.targetName(), configs::isTopic);
        boolean waiting = true;
        Progress progress = new Progress(terminal, counts::given, expected, configs::tableOf, System.nanoTime());
        boolean announced = false;
        try (ClashWatch clashes = ClashWatch.of(new TargetClashes(pipeline));
                CommittedRecords committed = new CommittedRecords(pipeline, host.bootstrapServers())) {
            if (pipeline.bootstrapServers().isEmpty()) {
                committed.start();
            }
            while (!stop.await(LOOK_EVERY)) {
                rotation.renewed().forEach(this::restart);
                failWhereFailed();
                clashes.found().ifPresent(clash -> {
                    throw BendsyncException.failed(clash);
                });
                if (!announced && running()) {
                    announced = true;
                    times.ended("connectors");
                    terminal.line("running: MySQL to Databend, until Ctrl-C");
                }
                sayWhetherPaused();
                if (announced && waiting && !counts.given().isEmpty()) {
                    waiting = false;
                    sayWhenTheFirstRowsCame();
                }
                progress.show();
            }
        }
    }

    /** What an earlier process was told by pause, this one is still told by Kafka. */
    private void sayWhetherPaused() {
        boolean paused = worker.isPaused(configs.sourceName()) || worker.isPaused(configs.targetName());
        pausedLooks = paused ? pausedLooks + 1 : 0;
        if (pausedLooks == LOOKS_TO_BELIEVE_A_PAUSE) {
            saidPaused = true;
            terminal.line("paused: nothing is read or written until bendsync resume " + pipeline.file());
        } else if (saidPaused && !paused && running()) {
            saidPaused = false;
            terminal.line("running again");
        }
    }

    private void sayWhenTheFirstRowsCame() {
        times.ended("first rows");
        if (times.millis() < START_AT_MOST.toMillis()) {
            terminal.line("first rows passed to Databend after " + times.words());
        }
    }

    private void restart(String name) {
        terminal.line("the password of " + name + " has changed: it starts again with the new one");
        worker.restart(name);
        startedNanos = System.nanoTime();
        restarted.put(name, startedNanos);
    }

    private boolean running() {
        return worker.state(configs.sourceName()).running()
                && worker.state(configs.targetName()).running();
    }

    private void failWhereFailed() {
        host.fatalFailure().ifPresent(reason -> {
            throw BendsyncException.failed(reason + " (the log file tells more)");
        });
        failWhereFailed(configs.sourceName());
        failWhereFailed(configs.targetName());
    }

    private void failWhereFailed(String name) {
        ConnectorState state = worker.state(name);
        if (isBeingRestarted(name)) {
            staleFailures.addAll(state.failures());
            return;
        }
        boolean young = System.nanoTime() - startedNanos < STALE_FOR.toNanos();
        for (String failure : state.failures()) {
            if (!young || !staleFailures.contains(failure)) {
                List<String> renewed = rotation.renewedNow();
                if (!renewed.isEmpty()) {
                    renewed.forEach(this::restart);
                    return;
                }
                String cause = FailureCause.ofTrace(failure);
                throw BendsyncException.failed(
                        pipeline.name() + " stopped: " + name + ": " + rotation.withAdvice(name, cause));
            }
        }
    }

    private boolean isBeingRestarted(String name) {
        Long since = restarted.get(name);
        return since != null && System.nanoTime() - since < RESTARTS_WITHIN.toNanos();
    }
}
