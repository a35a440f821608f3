package io.bendsync.converter.compact;

import io.bendsync.converter.compact.wire.CompactBytes;
import io.bendsync.converter.compact.wire.Unfit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.cache.Cache;
import org.apache.kafka.common.cache.LRUCache;
import org.apache.kafka.common.cache.SynchronizedCache;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;

/** Writes records; what a schema means is worked out once. */
final class CompactWriting {

    /** A buffer that one huge record has blown up is let go. */
    private static final int KEPT_BUFFER = 1 << 20;

    private final Cache<Schema, RecordWriter> known;
    private final AtomicReference<CompactBytes> spare = new AtomicReference<>();
    private final boolean keys;
    private volatile RecordWriter last;

    /**
     * As set up.
     *
     * @param cacheSize how many schemas are remembered
     * @param keys whether it writes the keys of records
     */
    CompactWriting(int cacheSize, boolean keys) {
        this.keys = keys;
        this.known = new SynchronizedCache<>(new LRUCache<>(cacheSize));
    }

    byte[] write(String topic, Schema schema, Object value) {
        if (schema == null && value == null) {
            return null;
        }
        CompactBytes out = spare.getAndSet(null);
        if (out == null) {
            out = new CompactBytes();
        }
        out.reset();
        try {
            writer(schema).write(out, value);
            return out.toByteArray();
        } catch (Unfit e) {
            throw new DataException("topic " + topic + ": a record cannot be written: " + e.getMessage(), e);
        } finally {
            if (out.capacity() <= KEPT_BUFFER) {
                spare.set(out);
            }
        }
    }

    /** Records of one schema mostly come in a row, with the very same object as their schema. */
    private RecordWriter writer(Schema schema) {
        RecordWriter lately = last;
        if (lately != null && lately.writes(schema)) {
            return lately;
        }
        RecordWriter writer = known.get(schema);
        if (writer == null) {
            writer = new RecordWriter(schema, keys);
            if (!writer.lasting()) {
                return writer;
            }
            known.put(schema, writer);
        }
        last = writer;
        return writer;
    }
}
