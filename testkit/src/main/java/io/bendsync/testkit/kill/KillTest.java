package io.bendsync.testkit.kill;

import io.bendsync.testkit.connect.ConnectWorker;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A writer changes rows at random while the sink, its servers and its settings are struck at random moments; at the end
 * source and target have to agree: row by row where rows have keys, else by count and sums over all rows.
 */
public final class KillTest {
    private static final Logger LOG = LoggerFactory.getLogger(KillTest.class);
    private static final int PARTITIONS = 8;
    private static final int MANY_TASKS = 8;
    private static final Duration PROGRESS_LIMIT = Duration.ofMinutes(2);
    private static final Duration AGREEMENT_LIMIT = Duration.ofMinutes(3);
    private static final int LONGEST_PAUSE_MILLIS = 1_500;
    private static final int ALL_WORKERS = 4;
    private static final double NANOS = 1e9;
    private static final String SOURCE = "_source";

    private final KillCluster cluster;
    private final KillPlan plan;
    private final Random random;
    private final Target target;
    private final Consumer<String> progress;
    private List<ConnectWorker> workers = List.of();
    private int tasks;
    private int kills;
    private double slowest;

    private KillTest(KillCluster cluster, KillPlan plan, Consumer<String> progress) {
        this.cluster = cluster;
        this.plan = plan;
        this.progress = progress;
        this.random = new Random(plan.seed());
        this.target = new Target(cluster.databend(), plan.name());
        this.tasks = plan.tasks();
    }

    /**
     * Runs a plan to its end.
     *
     * @param progress gets a line for each blow
     * @throws AssertionError if rows are lost, doubled or bent, a task fails, or nothing arrives for two minutes
     */
    public static KillOutcome run(KillCluster cluster, KillPlan plan, Consumer<String> progress) {
        return new KillTest(cluster, plan, progress).run();
    }

    private KillOutcome run() {
        workers = cluster.workers(plan.workers());
        long begun = System.nanoTime();
        try (ChangeSource writer = writer()) {
            configure();
            writer.start();
            awaitProgress(Optional.empty());
            for (Blow blow : plan.blows()) {
                pause(random.nextInt(LONGEST_PAUSE_MILLIS));
                long struck = System.nanoTime();
                strike(blow);
                awaitProgress(target.sums());
                double recovery = (System.nanoTime() - struck) / NANOS;
                slowest = Math.max(slowest, recovery);
                progress.accept(String.format("%s: rows arrive again after %.1f s", blow, recovery));
            }
            writer.stop();
            awaitAgreement(writer.rows());
            double seconds = (System.nanoTime() - begun) / NANOS;
            KillOutcome outcome =
                    new KillOutcome(plan, kills, writer.records(), writer.rows().size(), seconds, slowest);
            connectors().forEach(workers.get(0)::delete);
            return outcome;
        }
    }

    private ChangeSource writer() {
        Random own = new Random(random.nextLong());
        if (plan.binlog()) {
            return new BinlogWriter(cluster.mysql(), plan.name(), own);
        }
        cluster.kafka().createTopic(plan.name(), PARTITIONS);
        return new ChangeWriter(cluster.kafka().address(), plan.name(), PARTITIONS, plan.upsert(), own);
    }

    private List<String> connectors() {
        return plan.binlog() ? List.of(plan.name(), plan.name() + SOURCE) : List.of(plan.name());
    }

    private void strike(Blow blow) {
        LOG.info("{}: {}", plan.name(), blow);
        switch (blow) {
            case WORKER -> killWorkers();
            case ENGINE -> {
                cluster.databend().kill();
                kills++;
                cluster.databend().restart();
            }
            case BROKER -> {
                cluster.kafka().kill();
                kills++;
                cluster.kafka().restart();
            }
            case RESCALE -> {
                tasks = tasks == MANY_TASKS ? 1 : MANY_TASKS;
                configure();
            }
            case FORGETTING -> {
                workers.forEach(ConnectWorker::kill);
                kills += workers.size();
                cluster.kafka().forgetGroup("connect-" + plan.name());
                cluster.kafka().deleteTopics(ConnectWorker.INTERNAL_TOPICS);
                workers.forEach(ConnectWorker::start);
                configure();
            }
        }
    }

    private void killWorkers() {
        boolean all = random.nextInt(ALL_WORKERS) == 0;
        int one = random.nextInt(workers.size());
        for (int i = 0; i < workers.size(); i++) {
            if (all || i == one) {
                workers.get(i).kill();
                kills++;
            }
        }
        for (int i = 0; i < workers.size(); i++) {
            if (all || i == one) {
                workers.get(i).start();
            }
        }
    }

    private void configure() {
        Map<String, String> config = new TreeMap<>();
        config.put("connector.class", "io.bendsync.sink.DatabendSinkConnector");
        config.put("topics", plan.binlog() ? topic() : plan.name());
        config.put("table.name.format", plan.name());
        config.put("tasks.max", Integer.toString(tasks));
        config.put("connection.url", cluster.databend().url("default"));
        config.put("connection.user", cluster.databend().user());
        config.put("connection.password", cluster.databend().password());
        config.put("auto.create", "true");
        config.put("insert.mode", plan.upsert() ? "upsert" : "insert");
        config.put("delete.enabled", Boolean.toString(plan.upsert()));
        config.put("pk.mode", plan.upsert() ? "record_key" : "none");
        // Many small flushes, so that blows meet every step of them.
        config.put("flush.interval.ms", "50");
        config.put("flush.interval.max.ms", "1000");
        config.put("retry.backoff.ms", "200");
        config.put("connection.backoff.ms", "500");
        config.put("connection.attempts", "100");
        workers.get(0).put(plan.name(), config);
        if (plan.binlog()) {
            workers.get(0).put(plan.name() + SOURCE, source());
        }
    }

    private String topic() {
        return plan.name() + "." + BinlogWriter.DATABASE + "." + plan.name();
    }

    private Map<String, String> source() {
        Map<String, String> config = new TreeMap<>();
        config.put("connector.class", "io.bendsync.source.cdc.MySqlCdcSourceConnector");
        config.put("connection.url", cluster.mysql().url(BinlogWriter.DATABASE));
        config.put("connection.user", cluster.mysql().user());
        config.put("connection.password", cluster.mysql().password());
        config.put("table.include.list", plan.name());
        config.put("topic.prefix", plan.name());
        config.put(
                "schema.history.internal.kafka.bootstrap.servers",
                cluster.kafka().address());
        config.put("exactly.once.support", "required");
        return config;
    }

    private void awaitProgress(Optional<String> before) {
        long deadline = System.nanoTime() + PROGRESS_LIMIT.toNanos();
        while (true) {
            Optional<String> now = target.sums();
            if (now.isPresent() && !now.equals(before)) {
                return;
            }
            failOnFailedTask();
            if (System.nanoTime() > deadline) {
                throw new AssertionError(what() + "nothing has arrived for " + PROGRESS_LIMIT + " at " + now);
            }
            pause(100);
        }
    }

    private void awaitAgreement(Map<Long, Long> rows) {
        String expected = Target.sums(rows);
        long deadline = System.nanoTime() + AGREEMENT_LIMIT.toNanos();
        Optional<String> now = target.sums();
        while (!now.equals(Optional.of(expected))) {
            failOnFailedTask();
            if (System.nanoTime() > deadline) {
                throw new AssertionError(what() + "the target has " + now.orElse("no answer") + ", not " + expected);
            }
            pause(200);
            now = target.sums();
        }
        if (!target.rows().equals(rows)) {
            throw new AssertionError(what() + "counts and sums agree, but not every row does");
        }
    }

    private void failOnFailedTask() {
        for (ConnectWorker worker : workers) {
            connectors().forEach(connector -> failOnFailedTask(worker, connector));
        }
    }

    private void failOnFailedTask(ConnectWorker worker, String connector) {
        try {
            String status = worker.get("/connectors/" + connector + "/status").body();
            if (status.contains("\"FAILED\"")) {
                throw new AssertionError(what() + status);
            }
        } catch (UncheckedIOException e) {
            LOG.debug("a worker does not answer: {}", e.getMessage());
        }
    }

    private String what() {
        return plan.name() + ", seed " + plan.seed() + ", after " + kills + " kills: ";
    }

    private static void pause(long millis) {
        LockSupport.parkNanos(millis * 1_000_000);
    }
}
