package io.bendsync.converter.schemas.record;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;

/** Reads and writes the records of one registered schema. Made once for each, used by any number of threads. */
public interface RecordCodec {

    /** Connect's schema of what it writes. */
    Schema schema();

    /**
     * A record.
     *
     * @param value fits the schema, and is not null
     * @param free how many bytes to leave free before it
     */
    byte[] write(Object value, int free);

    /** What is in a record after its first bytes. */
    SchemaAndValue read(byte[] record, int skipped);
}
