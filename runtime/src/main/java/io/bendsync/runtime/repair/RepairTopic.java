package io.bendsync.runtime.repair;

import io.bendsync.runtime.problem.BendsyncException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.Converter;

/** Sends rows to the pipeline's topics in the format of its source. */
final class RepairTopic implements AutoCloseable {
    private static final Schema SOURCE = SchemaBuilder.struct()
            .name("io.bendsync.repair.Source")
            .field("db", Schema.STRING_SCHEMA)
            .field("table", Schema.STRING_SCHEMA)
            .build();

    private final Producer<byte[], byte[]> producer;
    private final Converter keys;
    private final Converter values;

    RepairTopic(Producer<byte[], byte[]> producer, Converter keys, Converter values) {
        this.producer = producer;
        this.keys = keys;
        this.values = values;
    }

    /**
     * Of a Kafka; nothing is sent yet.
     *
     * @param security how to show it who one is
     * @param keys the source's own: a key's bytes decide on its partition, and only there its changes keep their order
     */
    static RepairTopic on(String bootstrapServers, Map<String, String> security, Converter keys, Converter values) {
        Map<String, Object> settings = new HashMap<>(security);
        settings.putAll(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ProducerConfig.CLIENT_ID_CONFIG, "bendsync-repair",
                ProducerConfig.MAX_BLOCK_MS_CONFIG, "10000",
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000",
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "20000",
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(32 * 1024 * 1024),
                ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"));
        return new RepairTopic(
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()), keys, values);
    }

    /** How many partitions a topic has; 0 where that is not known. */
    int partitions(String topic) {
        try {
            return producer.partitionsFor(topic).size();
        } catch (KafkaException e) {
            throw BendsyncException.failed("Kafka does not say how many partitions " + topic + " has: " + e, e);
        }
    }

    /** A row as the polling source sends it. */
    ProducerRecord<byte[], byte[]> row(SourceRecord row) {
        return record(row.topic(), row.keySchema(), row.key(), row.valueSchema(), row.value());
    }

    /** A row as a change event of the binlog's topics, which name the table in the record. */
    ProducerRecord<byte[], byte[]> event(String topic, String database, String table, SourceRecord row) {
        Schema schema = event(row.valueSchema());
        Struct event = new Struct(schema)
                .put("after", row.value())
                .put("source", source(database, table))
                .put("op", "r")
                .put("ts_ms", System.currentTimeMillis());
        return record(topic, row.keySchema(), row.key(), schema, event);
    }

    /** The removal of a row, as the polling source sends it. */
    ProducerRecord<byte[], byte[]> tombstone(String topic, Struct key) {
        return record(topic, key.schema(), key, null, null);
    }

    /** The removal of a row as a change event of the binlog's topics. */
    ProducerRecord<byte[], byte[]> removal(String topic, String database, String table, Struct key) {
        Schema schema = event(SchemaBuilder.struct()
                .optional()
                .field("none", Schema.OPTIONAL_STRING_SCHEMA)
                .build());
        Struct event = new Struct(schema)
                .put("source", source(database, table))
                .put("op", "d")
                .put("ts_ms", System.currentTimeMillis());
        return record(topic, key.schema(), key, schema, event);
    }

    /**
     * Sends the records and waits until Kafka has them all.
     *
     * @throws BendsyncException when Kafka does not take one
     */
    void send(List<ProducerRecord<byte[], byte[]>> records) {
        try {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (ProducerRecord<byte[], byte[]> record : records) {
                sent.add(producer.send(record));
            }
            producer.flush();
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw BendsyncException.failed("Kafka does not take the rows for the repair: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw BendsyncException.failed("stopped while repairing", e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }

    private ProducerRecord<byte[], byte[]> record(
            String topic, Schema keySchema, Object key, Schema valueSchema, Object value) {
        return new ProducerRecord<>(
                topic,
                keys.fromConnectData(topic, keySchema, key),
                value == null ? null : values.fromConnectData(topic, valueSchema, value));
    }

    /** The fields by which an event is told from a row. */
    private static Schema event(Schema row) {
        return SchemaBuilder.struct()
                .name("io.bendsync.repair.Envelope")
                .field("after", row)
                .field("source", SOURCE)
                .field("op", Schema.STRING_SCHEMA)
                .field("ts_ms", Schema.OPTIONAL_INT64_SCHEMA)
                .build();
    }

    private static Struct source(String database, String table) {
        return new Struct(SOURCE).put("db", database).put("table", table);
    }
}
