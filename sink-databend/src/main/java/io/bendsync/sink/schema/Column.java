package io.bendsync.sink.schema;

/** A column of a table. */
public record Column(String name, ColumnType type, boolean nullable) {}
