package io.bendsync.converter.compact;

import io.bendsync.converter.compact.wire.CompactCursor;
import io.bendsync.converter.compact.wire.Malformed;
import org.apache.kafka.common.cache.Cache;
import org.apache.kafka.common.cache.LRUCache;
import org.apache.kafka.common.cache.SynchronizedCache;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.json.JsonConverter;

/** Reads records; those of another format are taken for JSON. A schema is read once. */
final class CompactReading {

    private final JsonConverter json;
    private final Cache<RecordHead, RecordReader> known;
    private volatile RecordReader last;

    /** @param cacheSize how many schemas are remembered */
    CompactReading(int cacheSize, JsonConverter json) {
        this.json = json;
        this.known = new SynchronizedCache<>(new LRUCache<>(cacheSize));
    }

    SchemaAndValue read(String topic, byte[] record) {
        if (record == null) {
            return SchemaAndValue.NULL;
        }
        if (Format.isV1(record)) {
            try {
                return readV1(record);
            } catch (Malformed e) {
                throw new DataException("topic " + topic + ": a record cannot be read: " + e.getMessage(), e);
            } catch (RuntimeException e) {
                // What fits no schema of Connect's, such as a null in a list in a field: Connect says what.
                throw new DataException("topic " + topic + ": a record is not what its schema says", e);
            }
        }
        if (Format.isLater(record)) {
            throw new DataException("topic " + topic + ": a record was written by a newer bendsync (format "
                    + Integer.toHexString(record[0] & 0xFF) + "): update this one");
        }
        return json.toConnectData(topic, record);
    }

    private SchemaAndValue readV1(byte[] record) {
        CompactCursor in = new CompactCursor(record, 1, record.length);
        int schemaBytes = in.left(in.unsigned() >>> 1);
        int end = in.skip(schemaBytes) + schemaBytes;
        RecordReader reader = last;
        if (reader == null || !reader.head().standsIn(record, 1, end)) {
            reader = reader(new RecordHead(record, 1, end));
            last = reader;
        }
        Object value = reader.payload().read(in);
        in.expectEnd();
        return new SchemaAndValue(reader.schema(), value);
    }

    private RecordReader reader(RecordHead head) {
        RecordReader reader = known.get(head);
        if (reader == null) {
            reader = RecordReader.of(head.alone());
            known.put(reader.head(), reader);
        }
        return reader;
    }
}
