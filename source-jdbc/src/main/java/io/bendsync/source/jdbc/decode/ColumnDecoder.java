package io.bendsync.source.jdbc.decode;

import org.apache.kafka.connect.data.Schema;

/**
 * A column's Connect schema and the decoder that makes values for it: chosen once per table schema, used for each row.
 *
 * @param schema the field's schema, with the MySQL type in its parameters
 * @param decoder makes values of that schema
 */
public record ColumnDecoder(Schema schema, ValueDecoder decoder) {}
