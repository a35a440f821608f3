package io.bendsync.source.cdc;

import io.bendsync.source.cdc.check.Finding;
import io.bendsync.source.cdc.check.Preflight;
import io.bendsync.source.cdc.config.Problem;
import io.bendsync.source.cdc.config.Translated;
import io.bendsync.source.cdc.config.Translation;
import io.bendsync.source.cdc.stream.BinlogClient;
import io.bendsync.source.cdc.stream.EnumCommas;
import io.bendsync.source.cdc.stream.Failure;
import io.bendsync.source.cdc.stream.PolledOffsets;
import io.bendsync.source.cdc.stream.RetryBudget;
import io.bendsync.source.cdc.stream.StreamWatch;
import io.bendsync.source.cdc.stream.TaskContext;
import io.bendsync.source.cdc.stream.XaNotice;
import io.debezium.connector.mysql.MySqlConnectorTask;
import java.io.EOFException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs Debezium's MySQL task: looks at the server before it starts, begins again after a lost connection from the last
 * record that was handed out, and says in plain words why it ended.
 */
public final class MySqlCdcSourceTask extends SourceTask {

    private static final Logger LOG = LoggerFactory.getLogger(MySqlCdcSourceTask.class);
    private static final Duration LONGEST_POLL = Duration.ofMillis(500);
    private static final int SILENT_KEEP_ALIVES = 6;
    private static final int SILENT_HEARTBEATS = 3;
    private static final Duration EVER = Duration.ofDays(36500);

    private final EnumCommas enumCommas = new EnumCommas();
    private final XaNotice xa = new XaNotice();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private Translated config;
    private PolledOffsets offsets;
    private RetryBudget budget;
    private long nextAttempt;
    private StreamWatch watch;
    private volatile SourceTask debezium;

    @Override
    public String version() {
        return Version.ofThisBuild().toString();
    }

    @Override
    public void initialize(SourceTaskContext context) {
        super.initialize(context);
        offsets = new PolledOffsets(context.offsetStorageReader());
    }

    @Override
    public void start(Map<String, String> props) {
        config = Translation.of(props);
        if (!config.problems().isEmpty()) {
            throw new CdcSourceException(
                    config.problems().stream().map(Problem::message).collect(Collectors.joining("\n")));
        }
        budget = new RetryBudget(
                Integer.parseInt(config.debezium().get("errors.max.retries")),
                Duration.ofMillis(Long.parseLong(config.debezium().get("retriable.restart.connector.wait.ms"))));
        begin();
    }

    @Override
    public List<SourceRecord> poll() throws InterruptedException {
        if (debezium == null && !beginWhenDue()) {
            return null;
        }
        try {
            List<SourceRecord> records = debezium.poll();
            if (records == null || records.isEmpty()) {
                watch.trouble().ifPresent(trouble -> failed(new EOFException(trouble)));
                return null;
            }
            watch.heard();
            offsets.remember(records);
            budget.refill();
            records.forEach(record -> xa.about(record).ifPresent(LOG::warn));
            return records.stream().map(enumCommas::repaired).toList();
        } catch (CdcSourceException e) {
            throw e;
        } catch (RuntimeException e) {
            failed(e);
            return null;
        }
    }

    @Override
    public void commit() throws InterruptedException {
        SourceTask running = debezium;
        if (running != null) {
            running.commit();
        }
    }

    @Override
    public void commitRecord(SourceRecord record, RecordMetadata metadata) throws InterruptedException {
        SourceTask running = debezium;
        if (running != null) {
            running.commitRecord(record, metadata);
        }
    }

    @Override
    public void stop() {
        stopped.countDown();
        end();
    }

    private boolean beginWhenDue() throws InterruptedException {
        long wait = Math.min(nextAttempt - System.nanoTime(), LONGEST_POLL.toNanos());
        if (wait > 0 && stopped.await(wait, TimeUnit.NANOSECONDS)) {
            return false;
        }
        if (System.nanoTime() >= nextAttempt) {
            begin();
        }
        return debezium != null;
    }

    private void begin() {
        SourceTask task = new MySqlConnectorTask();
        try {
            Map<String, String> checked = checked();
            task.initialize(new TaskContext(context, offsets));
            debezium = task;
            BinlogClient client = new BinlogClient(checked.get("topic.prefix"));
            watch = new StreamWatch(client::isLoading, client::isConnected, longestSilence(checked), System::nanoTime);
            task.start(checked);
            LOG.info(
                    "Reading the binlog of {}:{} as server id {}",
                    checked.get("database.hostname"),
                    checked.get("database.port"),
                    checked.get("database.server.id"));
        } catch (CdcSourceException e) {
            throw e;
        } catch (SQLException | RuntimeException e) {
            failed(e);
        }
    }

    /** The server's heartbeats show in records of Debezium's only as often as these are asked for; or never. */
    static Duration longestSilence(Map<String, String> config) {
        long keepAlive = Long.parseLong(config.get("connect.keep.alive.interval.ms"));
        long heartbeat = Long.parseLong(config.get("heartbeat.interval.ms"));
        return heartbeat <= 0
                ? EVER
                : Duration.ofMillis(Math.max(SILENT_KEEP_ALIVES * keepAlive, SILENT_HEARTBEATS * heartbeat));
    }

    /** The configuration to start with, once the server has been looked at. */
    private Map<String, String> checked() throws SQLException {
        Preflight preflight = new Preflight(config);
        try {
            List<Finding> findings = preflight.beforeStart();
            if (!findings.isEmpty()) {
                throw new CdcSourceException(
                        findings.stream().map(Finding::message).collect(Collectors.joining("\n")));
            }
            Map<String, String> checked = new HashMap<>(config.debezium());
            if (!config.given().containsKey("database.server.id")) {
                checked.put("database.server.id", Long.toString(preflight.freeServerId()));
            }
            return checked;
        } catch (SQLException e) {
            if (Failure.of(e) == Failure.CONNECTION_LOST) {
                throw e;
            }
            throw new CdcSourceException(preflight.unreachable(e).message(), e);
        }
    }

    /** Sets the next attempt if the connection was lost and the budget has one left; else ends the task. */
    private void failed(Exception thrown) {
        end();
        Failure failure = Failure.of(thrown);
        Optional<Duration> wait = failure == Failure.CONNECTION_LOST ? budget.next() : Optional.empty();
        if (wait.isEmpty()) {
            throw new CdcSourceException(new FailureMessage(config.debezium()).about(failure, thrown), thrown);
        }
        nextAttempt = System.nanoTime() + wait.get().toNanos();
        LOG.warn(
                "Lost the connection to MySQL at {}:{}; attempt {} of {} in {} ms ({})",
                config.debezium().get("database.hostname"),
                config.debezium().get("database.port"),
                budget.used(),
                config.debezium().get("errors.max.retries"),
                wait.get().toMillis(),
                FailureMessage.reason(thrown));
    }

    private void end() {
        SourceTask running = debezium;
        debezium = null;
        if (running == null) {
            return;
        }
        try {
            running.stop();
        } catch (RuntimeException e) {
            // It may have failed half-way through its start; what matters is why it failed, which is reported.
            LOG.debug("Debezium's task did not stop cleanly", e);
        }
    }
}
