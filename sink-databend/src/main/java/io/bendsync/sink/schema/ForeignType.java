package io.bendsync.sink.schema;

/** A type of a table that somebody else made and that no record brings: INTERVAL, MAP, BITMAP and the like. */
public record ForeignType(String sql) implements ColumnType {}
