package io.bendsync.dashboard.state;

import io.bendsync.dashboard.figures.Beans;
import io.bendsync.dashboard.figures.SinkTopics;
import io.bendsync.dashboard.figures.TaskFigures;
import io.bendsync.dashboard.figures.Throughput;
import io.bendsync.dashboard.host.HostedPipeline;
import io.bendsync.dashboard.kafka.ClientSettings;
import io.bendsync.dashboard.kafka.DeadLetter;
import io.bendsync.dashboard.kafka.DeadLetters;
import io.bendsync.dashboard.kafka.Waiting;
import io.bendsync.dashboard.kafka.WaitingRows;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.health.ConnectClusterState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows how everything stands. Counters are sampled all the time, since they cost next to nothing; connectors are
 * looked at now and then for failures; Kafka is asked only while somebody looks.
 */
public final class Board implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Board.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int SAMPLES_PER_LOOK_FOR_FAILURES = 5;
    private static final int THREADS = 3;
    private static final String DEAD_LETTER_TOPIC = "errors.deadletterqueue.topic.name";

    private final Beans beans = new Beans();
    private final SinkTopics sinkTopics = new SinkTopics(beans);
    private final Throughput read = new Throughput();
    private final Throughput written = new Throughput();
    private final Failures failures = new Failures();
    private final WaitingRows waitingRows;
    private final DeadLetters deadLetters;
    private final String version;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(Board::thread);
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, Board::thread);
    private final Fresh<List<Cluster.Found>> cluster;
    private final Fresh<Map<String, Map<String, Waiting>>> waiting;
    private final Fresh<Map<String, Long>> letters;
    private ScheduledFuture<?> ticks;
    private int samples;

    /**
     * Nothing runs before {@link #start()}.
     *
     * @param version the dashboard's own
     */
    public Board(ConnectClusterState state, ClientSettings kafka, String version) {
        this.waitingRows = new WaitingRows(kafka);
        this.deadLetters = new DeadLetters(kafka);
        this.version = version;
        Cluster connectors = new Cluster(state, failures);
        this.cluster = new Fresh<>("the connectors", threads, Duration.ofSeconds(1), List.of(), connectors::read);
        this.waiting = new Fresh<>("what waits", threads, Duration.ofSeconds(3), Map.of(), this::readWaiting);
        this.letters = new Fresh<>("dead letters", threads, Duration.ofSeconds(10), Map.of(), this::countLetters);
    }

    /** Samples from now on. */
    public void start() {
        ticks = clock.scheduleAtFixedRate(this::sample, 0, Throughput.STEP_SECONDS, TimeUnit.SECONDS);
    }

    /** Everything as it stands now. */
    public Overview overview() {
        List<Cluster.Found> connectors = cluster.within(PATIENCE);
        Optional<HostedPipeline> hosted = HostedPipeline.find();
        Map<String, Long> dead = letters.latest();
        Tables tables = new Tables(written, sinkTopics.counters(), waiting.within(Duration.ofSeconds(1)));
        return new Overview(
                System.currentTimeMillis(),
                version,
                hosted.map(HostedPipeline::pipeline).orElse(""),
                hosted.map(HostedPipeline::resyncScope).orElse("none"),
                connectors.stream().map(found -> view(found, hosted, dead)).toList(),
                tables.views(connectors, hosted),
                failures.all(),
                Throughput.STEP_SECONDS,
                read.total(),
                written.total());
    }

    /**
     * The newest records in a sink's dead-letter topic.
     *
     * @param values whether their values are wanted too
     * @return empty where the connector has no such topic
     */
    public List<DeadLetter> deadLetters(String connector, boolean values) {
        return cluster.within(PATIENCE).stream()
                .filter(found -> found.name().equals(connector) && found.isSink())
                .map(found -> found.setting(DEAD_LETTER_TOPIC))
                .filter(topic -> !topic.isEmpty())
                .findFirst()
                .map(topic -> deadLetters.newest(topic, values))
                .orElse(List.of());
    }

    @Override
    public void close() {
        if (ticks != null) {
            ticks.cancel(false);
        }
        clock.shutdownNow();
        threads.shutdownNow();
    }

    private void sample() {
        try {
            long now = System.nanoTime();
            read.sample(
                    beans.read("kafka.connect:type=source-task-metrics,*", "source-record-write-total"),
                    figure -> figure.label("connector"),
                    now);
            written.sample(sinkTopics.counters(), SinkTopics::group, now);
            if (samples++ % SAMPLES_PER_LOOK_FOR_FAILURES == 0) {
                cluster.latest();
            }
        } catch (RuntimeException e) { // the next sample may work; an exception would end all samples
            LOG.debug("no sample", e);
        }
    }

    private ConnectorView view(Cluster.Found found, Optional<HostedPipeline> hosted, Map<String, Long> dead) {
        TaskFigures figures = new TaskFigures(beans);
        String kind = found.setting("connector.class");
        String topic = found.isSink() ? found.setting(DEAD_LETTER_TOPIC) : "";
        String server = found.setting("topic.prefix");
        return new ConnectorView(
                found.name(),
                found.type(),
                found.state(),
                found.worker(),
                found.isOf(hosted.map(HostedPipeline::pipeline)),
                kind.substring(kind.lastIndexOf('.') + 1),
                found.tasks(),
                figures.of(found.name()),
                found.isSink() || server.isEmpty() ? null : figures.secondsBehindDatabase(server),
                topic,
                dead.get(topic));
    }

    private Map<String, Map<String, Waiting>> readWaiting() throws ExecutionException, InterruptedException {
        Map<String, Map<String, Waiting>> bySink = new HashMap<>();
        for (Cluster.Found found : cluster.latest()) {
            if (found.isSink()) {
                String named = found.setting("consumer.override.group.id");
                bySink.put(found.name(), waitingRows.of(named.isEmpty() ? "connect-" + found.name() : named));
            }
        }
        return bySink;
    }

    private Map<String, Long> countLetters() {
        Map<String, Long> counts = new HashMap<>();
        for (Cluster.Found found : cluster.latest()) {
            String topic = found.setting(DEAD_LETTER_TOPIC);
            if (found.isSink() && !topic.isEmpty()) {
                counts.put(topic, deadLetters.count(topic));
            }
        }
        return counts;
    }

    private static Thread thread(Runnable runnable) {
        Thread thread = new Thread(runnable, "bendsync-dashboard");
        thread.setDaemon(true);
        return thread;
    }
}
