package io.bendsync.converter.compact.schema;

import org.apache.kafka.connect.data.Schema;

/**
 * A schema that was read, and how large it is when written out: those that point to earlier ones can be huge.
 *
 * @param schemas how many schemas it consists of, itself included
 * @param height of how many levels
 */
record Described(Schema schema, int schemas, int height) {}
