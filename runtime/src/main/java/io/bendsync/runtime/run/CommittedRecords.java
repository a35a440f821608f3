package io.bendsync.runtime.run;

import io.bendsync.runtime.pipeline.ConnectorConfigs;
import io.bendsync.runtime.pipeline.Pipeline;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the embedded Kafka from growing for ever. It deletes nothing by time, since a row that the sink has not written
 * yet must wait however long Databend is away or the pipeline paused; what the sink has written goes after a day. Only
 * the tables' own topics are touched: all others have no position of the sink's.
 */
final class CommittedRecords implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CommittedRecords.class);
    private static final Duration LOOK_EVERY = Duration.ofMinutes(10);

    /** For a look at what came last, and for a Databend that is set back a little. */
    private static final Duration KEPT = Duration.ofDays(1);

    private static final int SECONDS = 30;

    private final Map<String, Object> kafka;
    private final String group;
    private final ConnectorConfigs configs;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(runnable -> {
        Thread made = new Thread(runnable, "bendsync-committed-records");
        made.setDaemon(true);
        return made;
    });

    /**
     * For a pipeline on an embedded Kafka.
     *
     * @param bootstrapServers that Kafka
     */
    CommittedRecords(Pipeline pipeline, String bootstrapServers) {
        this.configs = new ConnectorConfigs(pipeline);
        // As Kafka Connect names a sink's consumers.
        this.group = "connect-" + configs.targetName();
        this.kafka = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.CLIENT_ID_CONFIG,
                "bendsync-committed-records");
    }

    /** Looks every ten minutes from now on. */
    @SuppressWarnings("FutureReturnValueIgnored") // Looking lets no exception out.
    void start() {
        long seconds = LOOK_EVERY.toSeconds();
        thread.scheduleWithFixedDelay(() -> delete(Instant.now()), seconds, seconds, TimeUnit.SECONDS);
    }

    /** Deletes what is both written to Databend and a day old. */
    void delete(Instant now) {
        try (Admin admin = Admin.create(kafka)) {
            Map<TopicPartition, Long> committed = committed(admin);
            Map<TopicPartition, Long> young = firstSince(admin, committed, now.minus(KEPT));
            Map<TopicPartition, RecordsToDelete> before = new HashMap<>();
            committed.forEach((partition, offset) ->
                    before.put(partition, RecordsToDelete.beforeOffset(Math.min(offset, young.get(partition)))));
            admin.deleteRecords(before).all().get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            LOG.warn("records that Databend has could not be deleted from Kafka; tried again in {}", LOOK_EVERY, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<TopicPartition, Long> committed(Admin admin)
            throws ExecutionException, InterruptedException, TimeoutException {
        return admin
                .listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get(SECONDS, TimeUnit.SECONDS)
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue() != null
                        && configs.isTopic(entry.getKey().topic()))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    /** The first record that is young enough to stay; beyond all where none is. */
    private static Map<TopicPartition, Long> firstSince(
            Admin admin, Map<TopicPartition, Long> partitions, Instant since)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.keySet().forEach(partition -> asked.put(partition, OffsetSpec.forTimestamp(since.toEpochMilli())));
        Map<TopicPartition, Long> first = new HashMap<>();
        admin.listOffsets(asked)
                .all()
                .get(SECONDS, TimeUnit.SECONDS)
                .forEach((partition, found) ->
                        first.put(partition, found.offset() < 0 ? Long.MAX_VALUE : found.offset()));
        return first;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
