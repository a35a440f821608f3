package io.bendsync.sink.record;

import io.bendsync.sink.schema.ColumnType;

/** What a Connect schema means: the column type and the way its values are read. */
record FieldType(ColumnType type, ValueReader reader) {}
