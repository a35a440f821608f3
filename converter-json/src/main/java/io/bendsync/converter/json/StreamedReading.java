package io.bendsync.converter.json;

import io.bendsync.converter.json.read.EnvelopeHead;
import io.bendsync.converter.json.read.RecordReader;
import org.apache.kafka.common.cache.Cache;
import org.apache.kafka.common.cache.LRUCache;
import org.apache.kafka.common.cache.SynchronizedCache;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.json.JsonConverter;

/**
 * Reads records by streaming where that is possible, else by the original. A schema is never parsed
 * here: the original reads the first record of each, and its schema serves all that begin alike.
 */
final class StreamedReading {

    private static final byte[] NO_HEAD = new byte[0];

    private final JsonSettings settings;
    private final JsonConverter original;
    private final Cache<EnvelopeHead, RecordReader> known;
    private volatile RecordReader last;

    StreamedReading(JsonSettings settings, JsonConverter original) {
        this.settings = settings;
        this.original = original;
        this.known = new SynchronizedCache<>(new LRUCache<>(settings.cacheSize()));
    }

    SchemaAndValue read(String topic, byte[] record) {
        if (record == null) {
            return SchemaAndValue.NULL;
        }
        RecordReader reader = last;
        EnvelopeHead head = null;
        if ((reader == null || !reader.reads(record)) && settings.schemas() && !settings.fixedSchema()) {
            head = EnvelopeHead.of(record);
            reader = head == null ? null : known.get(head);
            if (reader != null) {
                last = reader;
            }
        }
        if (reader != null) {
            try {
                return reader.read(record);
            } catch (RuntimeException e) {
                // Handed over, or something is wrong with the record: the original says what.
                return original.toConnectData(topic, record);
            }
        }
        SchemaAndValue result = original.toConnectData(topic, record);
        learn(record, head, result.schema());
        return result;
    }

    private void learn(byte[] record, EnvelopeHead head, Schema schema) {
        boolean payloadOnly = settings.fixedSchema() || !settings.schemas();
        if (head == null && !payloadOnly) {
            return;
        }
        try {
            RecordReader reader =
                    RecordReader.of(head == null ? NO_HEAD : head.bytes(), schema, settings.defaultsForNull());
            reader.read(record);
            last = reader;
            if (head != null) {
                known.put(head, reader);
            }
        } catch (RuntimeException e) {
            // Not a record that shows what its schema is; the next one may.
        }
    }
}
