package io.bendsync.source.cdc;

import io.bendsync.source.cdc.check.Finding;
import io.bendsync.source.cdc.check.Preflight;
import io.bendsync.source.cdc.config.CdcKeys;
import io.bendsync.source.cdc.config.Problem;
import io.bendsync.source.cdc.config.Translated;
import io.bendsync.source.cdc.config.Translation;
import io.bendsync.source.cdc.ddl.DdlPolicy;
import io.bendsync.source.cdc.load.Deliveries;
import io.bendsync.source.cdc.load.FirstLoad;
import io.bendsync.source.cdc.load.Handover;
import io.bendsync.source.cdc.load.LoadOffsets;
import io.bendsync.source.cdc.load.LoadSettings;
import io.bendsync.source.cdc.load.LoadStatus;
import io.bendsync.source.cdc.load.SameServer;
import io.bendsync.source.cdc.load.StructureReading;
import io.bendsync.source.cdc.stream.AfterState;
import io.bendsync.source.cdc.stream.BinlogReading;
import io.bendsync.source.cdc.stream.Failure;
import io.bendsync.source.cdc.stream.IdentityRecord;
import io.bendsync.source.cdc.stream.PolledOffsets;
import io.bendsync.source.cdc.stream.Reading;
import io.bendsync.source.cdc.stream.RetryBudget;
import io.bendsync.source.cdc.stream.XaNotice;
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
 * Reads a server's tables and then its binlog: looks at the server before it starts, begins again after a lost
 * connection from the last record that was handed out, and says in plain words why it ended.
 */
public final class MySqlCdcSourceTask extends SourceTask {

    private static final Logger LOG = LoggerFactory.getLogger(MySqlCdcSourceTask.class);
    private static final Duration LONGEST_POLL = Duration.ofMillis(500);

    private final XaNotice xa = new XaNotice();
    private final Deliveries deliveries = new Deliveries();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private Translated config;
    private LoadSettings load;
    private DdlPolicy policy;
    private Optional<AfterState> afterState;
    private LoadStatus status;
    private PolledOffsets offsets;
    private RetryBudget budget;
    private long nextAttempt;
    private boolean loaded;
    private boolean loadBegunHere;
    private volatile Reading reading;

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
        load = LoadSettings.of(props, config);
        policy = DdlPolicy.of(props);
        afterState = CdcKeys.isAfterStateOnly(props)
                ? Optional.of(new AfterState(config.debezium().get("topic.prefix")))
                : Optional.empty();
        status = new LoadStatus(config.debezium().get("topic.prefix"));
        budget = new RetryBudget(
                Integer.parseInt(config.debezium().get("errors.max.retries")),
                Duration.ofMillis(Long.parseLong(config.debezium().get("retriable.restart.connector.wait.ms"))));
        begin();
    }

    @Override
    public List<SourceRecord> poll() throws InterruptedException {
        if (reading == null && !beginWhenDue()) {
            return null;
        }
        try {
            if (reading.isOver()) {
                loaded = reading instanceof FirstLoad;
                end();
                begin();
                return null;
            }
            List<SourceRecord> records = reading.poll();
            if (records == null) {
                return null;
            }
            budget.refill();
            return handedOver(records);
        } catch (CdcSourceException e) {
            throw e;
        } catch (RuntimeException e) {
            failed(e);
            return null;
        }
    }

    private List<SourceRecord> handedOver(List<SourceRecord> records) {
        List<SourceRecord> shaped = afterState.isEmpty() || reading instanceof FirstLoad
                ? records
                : afterState.get().of(records);
        return shaped.stream().map(IdentityRecord::of).toList();
    }

    @Override
    public void commit() throws InterruptedException {
        Reading running = reading;
        if (running != null) {
            running.stored();
        }
    }

    @Override
    public void commitRecord(SourceRecord record, RecordMetadata metadata) throws InterruptedException {
        if (LoadOffsets.isTable(record.sourcePartition())) {
            deliveries.delivered();
            return;
        }
        Reading running = reading;
        if (running != null) {
            running.delivered(record, metadata);
        }
    }

    @Override
    public void stop() {
        stopped.countDown();
        end();
        if (status != null) {
            status.close();
        }
    }

    private boolean beginWhenDue() throws InterruptedException {
        long wait = Math.min(nextAttempt - System.nanoTime(), LONGEST_POLL.toNanos());
        if (wait > 0 && stopped.await(wait, TimeUnit.NANOSECONDS)) {
            return false;
        }
        if (System.nanoTime() >= nextAttempt) {
            begin();
        }
        return reading != null;
    }

    private void begin() {
        try {
            reading = next(checked());
        } catch (CdcSourceException e) {
            throw e;
        } catch (SQLException | RuntimeException e) {
            failed(e);
        }
    }

    /** What comes next is known from the stored offsets alone. */
    private Reading next(Map<String, String> checked) throws SQLException {
        Map<String, Object> stored = offsets.offset(LoadOffsets.partition(checked));
        SameServer.require(checked, stored);
        if (load.own()) {
            checked.put("snapshot.mode", "no_data");
            if (LoadOffsets.isFresh(stored)) {
                loadBegunHere = true;
                return new StructureReading(checked, context, offsets);
            }
        }
        Optional<String> underWay = LoadOffsets.load(stored);
        if (underWay.isPresent() && !loaded) {
            if (!load.own()) {
                LOG.warn("The first load that is under way is gone on with; keys that begin with snapshot. have effect"
                        + " when it is over");
            }
            return new FirstLoad(
                    checked, load, offsets, underWay.get(), deliveries, !loadBegunHere, status, afterState);
        }
        Handover handover = Handover.of(checked, offsets);
        status.now(LoadStatus.State.CATCHING_UP);
        return new BinlogReading(
                checked,
                context,
                offsets,
                handover.starts(),
                handover.now(),
                handover.server(),
                () -> status.now(LoadStatus.State.LIVE),
                xa,
                handover.captured(),
                handover.copies(),
                policy);
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
        if (LoadOffsets.isReadAgain(offsets.offset(LoadOffsets.partition(config.debezium())))) {
            LOG.warn(
                    "The connection was lost while tables were read again that a signal had asked for: Debezium may not go"
                            + " on with that; send the signal again");
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
        Reading running = reading;
        reading = null;
        if (running != null) {
            running.close();
        }
    }
}
