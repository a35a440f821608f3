package io.bendsync.sink;

import io.bendsync.sink.buffer.Lane;
import io.bendsync.sink.buffer.OffsetMove;
import io.bendsync.sink.buffer.UnencodableException;
import io.bendsync.sink.commit.BadRows;
import io.bendsync.sink.commit.FaultPoints;
import io.bendsync.sink.commit.LaneTrouble;
import io.bendsync.sink.commit.LedgerEntry;
import io.bendsync.sink.commit.WritePath;
import io.bendsync.sink.config.SinkSettings;
import io.bendsync.sink.databend.Endpoint;
import io.bendsync.sink.record.BadRecordException;
import io.bendsync.sink.record.Change;
import io.bendsync.sink.record.Place;
import io.bendsync.sink.record.RecordDecoder;
import io.bendsync.sink.schema.Alteration;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sink's task: decodes records into lanes, and leaves the writing to the {@link WritePath}. Everything here runs on
 * Kafka Connect's thread for the task, which is the only one that may pause or seek.
 */
public final class DatabendSinkTask extends SinkTask {
    private static final Logger LOG = LoggerFactory.getLogger(DatabendSinkTask.class);
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    /** The server answers every ten seconds while it works, so this is a network that hangs. */
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);

    /** Well within the time that a consumer has for a rebalance. */
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(20);

    private static final Duration PRE_COMMIT_LIMIT = Duration.ofSeconds(5);

    /** How soon to look again while something is under way: Kafka Connect would wait for records up to a minute. */
    private static final long LOOK_AGAIN_MILLIS = 200;

    private static final long LOOK_AGAIN_FULL_MILLIS = 20;
    /** How soon to notice that nothing more comes while rows wait for more to come. */
    private static final long LOOK_AGAIN_GATHERING_MILLIS = 20;

    private static final long FENCED_LIMIT_MILLIS = 60_000;

    private final FaultPoints faults;
    private final Duration answerLimit;
    private final Duration closeLimit;
    private final Map<String, Lane> lanes = new HashMap<>();
    private SinkSettings settings;
    private Endpoint endpoint;
    private GuiltyRecords guilty;
    private RecordDecoder decoder;
    private WritePath writePath;
    private Takeover takeover;
    private OpenedPartitions opened;
    private boolean paused;

    /** What Kafka Connect calls. */
    public DatabendSinkTask() {
        this(FaultPoints.NONE, ANSWER_LIMIT, CLOSE_LIMIT);
    }

    DatabendSinkTask(FaultPoints faults, Duration answerLimit, Duration closeLimit) {
        this.closeLimit = closeLimit;
        this.faults = faults;
        this.answerLimit = answerLimit;
    }

    @Override
    public String version() {
        return Version.get();
    }

    @Override
    public void start(Map<String, String> props) {
        settings = DatabendSinkConnector.settings(props);
        endpoint = Connections.endpoint(settings.connection(), CONNECT_LIMIT, answerLimit);
        Connections.await(endpoint, settings.connection());
        guilty = new GuiltyRecords(BadRows.in(context, settings.tolerant()));
        decoder = new RecordDecoder(settings.records());
        writePath = new WritePath(settings, endpoint, faults, FlushMetrics.in(context));
        takeover = new Takeover(writePath, settings.retry());
        opened = new OpenedPartitions(settings.connectorName(), context::offset);
        LOG.info(
                "Writing to Databend at {}, {}, {}",
                settings.connection().url().address(),
                settings.records().upsert() ? "upsert" : "insert",
                settings.exactlyOnce() ? "exactly once" : "at least once");
    }

    @Override
    public void open(Collection<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return;
        }
        settleIn(takeover.begin(partitions));
        // Not a record may come before it is known where to go on, nor while the buffer is full.
        Set<TopicPartition> unread = paused ? Set.copyOf(partitions) : takeover.pending();
        if (!unread.isEmpty()) {
            context.pause(unread.toArray(TopicPartition[]::new));
            context.timeout(LOOK_AGAIN_MILLIS);
        }
        Set<TopicPartition> readable = new HashSet<>(partitions);
        readable.removeAll(unread);
        if (!readable.isEmpty()) {
            // Kafka Connect remembers what was paused when it was taken from us, and pauses it again.
            context.resume(readable.toArray(TopicPartition[]::new));
        }
    }

    private void settleIn(Map<TopicPartition, LedgerEntry> taken) {
        taken.forEach((partition, entry) -> {
            lanes.computeIfAbsent(partition.topic(), topic -> new Lane(topic, settings.flush(), writePath.encoders()))
                    .assign(partition.partition(), entry.nextOffset(), entry.epoch());
            opened.add(partition, entry);
        });
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        writePath.flusher().rethrowFailure();
        if (!settings.exactlyOnce()) {
            writePath.flusher().goOn(lanes.values());
        }
        takeOverPending();
        opened.polled();
        Set<Lane> doubtful = new HashSet<>();
        Map<Lane, Integer> taken = new HashMap<>();
        Lane lane = null;
        int run = 0;
        for (SinkRecord record : records) {
            // Records of a topic mostly come one after another: look its lane up, and count, once for all of them.
            if (lane == null || !lane.topic().equals(record.originalTopic())) {
                count(taken, lane, run);
                lane = laneOf(record);
                run = 0;
            }
            if (writePath.flusher().trouble(lane) != null || doubtful.contains(lane)) {
                lane.skip(record.originalKafkaPartition(), record.originalKafkaOffset());
                continue;
            }
            try {
                take(lane, record);
                run++;
            } catch (UnencodableException e) {
                lane.skip(record.originalKafkaPartition(), record.originalKafkaOffset());
                doubtful.add(lane);
            }
        }
        count(taken, lane, run);
        doubtful.forEach(each -> seek(each, each.goBackCarefully()));
        long now = System.currentTimeMillis();
        lanes.values().forEach(each -> {
            each.polled(taken.getOrDefault(each, 0), now);
            writePath.flusher().consider(each);
            settle(each);
        });
        if (guilty.areMany()) {
            guilty.forget(this::isCommitted);
        }
        balance();
    }

    private boolean isCommitted(Place place) {
        Lane lane = lanes.get(place.partition().topic());
        return lane != null
                && place.offset() < lane.committedOffset(place.partition().partition());
    }

    private static void count(Map<Lane, Integer> taken, Lane lane, int records) {
        if (lane != null) {
            taken.merge(lane, records, Integer::sum);
        }
    }

    private Lane laneOf(SinkRecord record) {
        Lane lane = lanes.get(record.originalTopic());
        if (lane == null) {
            throw new ConnectException("Got a record of topic " + record.originalTopic()
                    + ", of which no partition was opened for this task");
        }
        return lane;
    }

    private void takeOverPending() {
        if (takeover.pending().isEmpty()) {
            return;
        }
        Map<TopicPartition, LedgerEntry> taken = takeover.attempt();
        settleIn(taken);
        if (!paused && !taken.isEmpty()) {
            context.resume(taken.keySet().toArray(TopicPartition[]::new));
        }
        context.timeout(LOOK_AGAIN_MILLIS);
    }

    private void take(Lane lane, SinkRecord record) throws UnencodableException {
        int partition = record.originalKafkaPartition();
        long offset = record.originalKafkaOffset();
        TopicPartition place = new TopicPartition(record.originalTopic(), partition);
        long position = lane.position(partition);
        if (offset != position && !opened.isInTurn(place, offset, record.timestamp(), position)) {
            return;
        }
        if (!guilty.isEmpty() && guilty.contains(new Place(place, offset))) {
            passGuilty(lane, record, new Place(place, offset));
            return;
        }
        try {
            Optional<Alteration> alteration = decoder.alteration(record);
            if (alteration.isPresent()) {
                lane.alter(partition, offset, timestamp(record), alteration.get());
                return;
            }
            Optional<Change> change = decoder.decode(record);
            Optional<Change> leftBehind = decoder.leftBehind(record);
            if (leftBehind.isPresent() && change.isPresent()) {
                lane.add(partition, offset, timestamp(record), leftBehind.get(), change.get());
            } else if (change.isPresent()) {
                lane.add(partition, offset, timestamp(record), change.get());
            } else {
                lane.pass(partition, offset, timestamp(record));
            }
        } catch (BadRecordException e) {
            guilty.add(new Place(place, offset), e);
            passGuilty(lane, record, new Place(place, offset));
        }
    }

    private static long timestamp(SinkRecord record) {
        Long timestamp = record.timestamp();
        return timestamp == null ? OffsetMove.NO_TIMESTAMP : timestamp;
    }

    private void passGuilty(Lane lane, SinkRecord record, Place place) {
        guilty.dispose(record, place);
        lane.pass(place.partition().partition(), place.offset(), timestamp(record));
    }

    /** Does on this thread what the flusher's threads have found to be necessary. */
    private void settle(Lane lane) {
        LaneTrouble trouble = writePath.flusher().trouble(lane);
        if (trouble == null) {
            return;
        }
        if (trouble.fenced()) {
            if (System.currentTimeMillis() - trouble.since() > FENCED_LIMIT_MILLIS) {
                throw new ConnectException("Another task writes topic " + lane.topic()
                        + " under the same connector name " + settings.connectorName()
                        + ", though this task was not told to stop. Is the connector running twice?");
            }
            return; // Kafka Connect will take the partitions from us soon
        }
        if (lane.isBusy()) {
            return; // how far that batch takes us is not known yet
        }
        guilty.addAll(trouble.guilty());
        rewind(lane);
        writePath.flusher().resolved(lane);
    }

    private void rewind(Lane lane) {
        lane.discard();
        seek(lane, lane.restartOffsets());
    }

    private void seek(Lane lane, Map<Integer, Long> offsets) {
        offsets.forEach((partition, offset) -> opened.seek(new TopicPartition(lane.topic(), partition), offset));
    }

    /** Stops reading while the buffer is full, and comes back soon while anything is under way. */
    private void balance() {
        long memory = memory();
        long limit = settings.flush().bufferBytes();
        if (!paused && memory > limit) {
            context.pause(context.assignment().toArray(TopicPartition[]::new));
            paused = true;
            LOG.debug("paused: {} bytes wait", memory);
        } else if (paused && memory < limit / 2) {
            Set<TopicPartition> readable = new HashSet<>(context.assignment());
            readable.removeAll(takeover.pending());
            context.resume(readable.toArray(TopicPartition[]::new));
            paused = false;
            LOG.debug("resumed: {} bytes wait", memory);
        }
        if (paused) {
            // What makes it full has to be written, whether due or not.
            lanes.values().forEach(Lane::hurry);
            lanes.values().forEach(writePath.flusher()::consider);
            context.timeout(LOOK_AGAIN_FULL_MILLIS);
        } else if (lanes.values().stream().anyMatch(Lane::isCatchingUp)) {
            context.timeout(LOOK_AGAIN_GATHERING_MILLIS);
        } else if (lanes.values().stream()
                .anyMatch(lane -> lane.hasOpenRecords() || writePath.flusher().trouble(lane) != null)) {
            context.timeout(LOOK_AGAIN_MILLIS);
        }
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> currentOffsets) {
        writePath.flusher().rethrowFailure();
        if (!settings.exactlyOnce()) {
            // This may be the last time that Kafka Connect asks before it closes partitions, and without a ledger what
            // is committed after that comes again.
            writePath.flusher().halt(lanes.values(), PRE_COMMIT_LIMIT);
        }
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        lanes.forEach((topic, lane) -> lane.committedOffsets().forEach((number, offset) -> {
            TopicPartition partition = new TopicPartition(topic, number);
            // Kafka Connect takes no offset that it has not read up to.
            if (offset >= 0 && !opened.isUnproven(partition, offset)) {
                offsets.put(partition, new OffsetAndMetadata(offset));
            }
        }));
        guilty.forget(place -> offsets.containsKey(place.partition())
                && place.offset() < offsets.get(place.partition()).offset());
        return offsets;
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        if (writePath == null) {
            return;
        }
        Map<String, Set<Integer>> byTopic = new HashMap<>();
        partitions.forEach(
                p -> byTopic.computeIfAbsent(p.topic(), t -> new HashSet<>()).add(p.partition()));
        byTopic.keySet().retainAll(lanes.keySet());
        writePath.flusher().halt(byTopic.keySet().stream().map(lanes::get).toList(), closeLimit);
        byTopic.forEach((topic, numbers) -> close(lanes.get(topic), numbers));
        takeover.forget(partitions);
        opened.removeAll(partitions);
        guilty.forget(place -> partitions.contains(place.partition()));
    }

    private void close(Lane lane, Set<Integer> partitions) {
        boolean quiet = !lane.isBusy();
        if (!quiet) {
            LOG.warn(
                    "Topic {} is given up while a flush is under way; whether it is written the ledger will say",
                    lane.topic());
        }
        // What waits is read again: by the next owner of these partitions, by us for those that stay.
        lane.discard();
        partitions.forEach(lane::revoke);
        if (lane.isEmptyOfPartitions()) {
            lanes.remove(lane.topic());
            writePath.flusher().resolved(lane);
        } else if (quiet) {
            rewind(lane);
            writePath.flusher().resolved(lane);
        } else {
            writePath.flusher().readAgainAfterBatch(lane);
        }
    }

    /** About how much memory the rows take that are not committed yet, in bytes. */
    long memory() {
        return lanes.values().stream().mapToLong(Lane::memory).sum();
    }

    /** Whether another task was found to own the topic's partitions. */
    boolean isFenced(String topic) {
        Lane lane = lanes.get(topic);
        LaneTrouble trouble = lane == null ? null : writePath.flusher().trouble(lane);
        return trouble != null && trouble.fenced();
    }

    @Override
    public void stop() {
        if (writePath != null) {
            writePath.close();
        }
        if (endpoint != null) {
            endpoint.close();
        }
    }
}
