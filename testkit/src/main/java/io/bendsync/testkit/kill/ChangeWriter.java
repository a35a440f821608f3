package io.bendsync.testkit.kill;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The source of a kill test: changes rows at random, tells of each change by a record, and knows what the rows are at
 * the end. Never killed itself; its producer sees to it that a broker's death neither loses nor doubles a record.
 */
final class ChangeWriter implements ChangeSource {
    private static final int KEYS = 2_000;
    private static final int DELETES = 5;
    private static final int BURST = 150;
    private static final int PAUSE_MILLIS = 100;
    private static final String KEY =
            "{\"schema\":{\"type\":\"struct\",\"fields\":[{\"type\":\"int64\",\"field\":\"id\"}]},"
                    + "\"payload\":{\"id\":%d}}";
    private static final String ROW =
            "{\"schema\":{\"type\":\"struct\",\"fields\":[{\"type\":\"int64\",\"field\":\"id\"},"
                    + "{\"type\":\"int64\",\"field\":\"amount\"}]},\"payload\":{\"id\":%d,\"amount\":%d}}";

    private final KafkaProducer<String, String> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final String topic;
    private final int partitions;
    private final boolean upsert;
    private final Random random;
    private final Map<Long, Long> rows = new TreeMap<>();
    private final Thread thread = new Thread(this::run, "kill-test-writer");
    private volatile boolean stop;
    private long records;

    ChangeWriter(String bootstrap, String topic, int partitions, boolean upsert, Random random) {
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", bootstrap,
                        "acks", "all",
                        "enable.idempotence", "true",
                        "linger.ms", "5",
                        "max.block.ms", "300000",
                        "delivery.timeout.ms", "300000"),
                new StringSerializer(),
                new StringSerializer());
        this.topic = topic;
        this.partitions = partitions;
        this.upsert = upsert;
        this.random = random;
    }

    @Override
    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (!stop) {
                int burst = 1 + random.nextInt(BURST);
                for (int i = 0; i < burst; i++) {
                    change();
                }
                LockSupport.parkNanos((1L + random.nextInt(PAUSE_MILLIS)) * 1_000_000);
            }
            producer.flush();
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback sees the same outcome
    private void change() {
        long id = upsert ? random.nextInt(KEYS) : records;
        records++;
        String row = null;
        if (upsert && random.nextInt(DELETES) == 0) {
            rows.remove(id);
        } else {
            long amount = random.nextInt(1_000_000);
            rows.put(id, amount);
            row = ROW.formatted(id, amount);
        }
        producer.send(new ProducerRecord<>(topic, (int) (id % partitions), KEY.formatted(id), row), (sent, error) -> {
            if (error != null) {
                failure.compareAndSet(null, error);
            }
        });
    }

    @Override
    public void stop() {
        stop = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while the writer ended", e);
        }
        if (failure.get() != null) {
            throw new IllegalStateException("the writer itself has failed, so nothing is known", failure.get());
        }
    }

    @Override
    public long records() {
        return records;
    }

    @Override
    public Map<Long, Long> rows() {
        return rows;
    }

    @Override
    public void close() {
        stop = true;
        producer.close(java.time.Duration.ZERO);
    }
}
