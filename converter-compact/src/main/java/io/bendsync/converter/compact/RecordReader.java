package io.bendsync.converter.compact;

import io.bendsync.converter.compact.read.ReaderCompiler;
import io.bendsync.converter.compact.read.ValueReader;
import org.apache.kafka.connect.data.Schema;

/**
 * Reads the payloads of one schema.
 *
 * @param head what its records begin with
 * @param schema null for values without one
 */
record RecordReader(RecordHead head, Schema schema, ValueReader payload) {

    static RecordReader of(RecordHead head) {
        Schema schema = head.schema();
        return new RecordReader(head, schema, ReaderCompiler.compile(schema));
    }
}
