package io.bendsync.converter.json;

import io.bendsync.converter.json.write.JsonBytes;
import io.bendsync.converter.json.write.RecordWriter;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.cache.Cache;
import org.apache.kafka.common.cache.LRUCache;
import org.apache.kafka.common.cache.SynchronizedCache;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.json.JsonSerializer;

/** Writes records by streaming where that is possible, else by the original. */
final class StreamedWriting {

    /** A buffer that one huge record has blown up is let go. */
    private static final int KEPT_BUFFER = 1 << 20;

    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private final JsonSettings settings;
    private final JsonConverter original;
    private final JsonSerializer serializer = new JsonSerializer();
    private final Cache<Schema, Known> known;
    private final AtomicReference<JsonBytes> spare = new AtomicReference<>();
    private volatile Known last;

    /** @param writer null if the schema is one for the original */
    private record Known(Schema schema, RecordWriter writer) {}

    StreamedWriting(JsonSettings settings, JsonConverter original) {
        this.settings = settings;
        this.original = original;
        this.known = new SynchronizedCache<>(new LRUCache<>(settings.cacheSize()));
    }

    byte[] write(String topic, Schema schema, Object value) {
        if (schema == null && value == null) {
            return null;
        }
        RecordWriter writer = writer(schema);
        if (writer == null) {
            return original.fromConnectData(topic, schema, value);
        }
        JsonBytes out = spare.getAndSet(null);
        if (out == null) {
            out = new JsonBytes();
        }
        out.reset();
        try {
            writer.write(out, value);
            return out.toByteArray();
        } catch (RuntimeException e) {
            // Handed over, or something is wrong with the value: the original says what.
            return original.fromConnectData(topic, schema, value);
        } finally {
            if (out.capacity() <= KEPT_BUFFER) {
                spare.set(out);
            }
        }
    }

    /** Records of one schema mostly come in a row, with the very same object as their schema. */
    private RecordWriter writer(Schema schema) {
        Known lately = last;
        if (lately == null || lately.schema() != schema) {
            lately = new Known(schema, known(schema).writer());
            last = lately;
        }
        return lately.writer();
    }

    private Known known(Schema schema) {
        Known found = known.get(schema);
        if (found == null) {
            found = new Known(schema, newWriter(schema));
            known.put(schema, found);
        }
        return found;
    }

    private RecordWriter newWriter(Schema schema) {
        try {
            byte[] schemaJson = null;
            if (settings.schemas()) {
                schemaJson = schema == null ? NULL : serializer.serialize("", original.asJsonSchema(schema));
            }
            return RecordWriter.of(schema, schemaJson, settings.numericDecimals(), settings.defaultsForNull());
        } catch (RuntimeException notForStreaming) {
            // Or not a schema at all: the original says so with each record.
            return null;
        }
    }
}
