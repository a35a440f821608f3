package io.bendsync.sink.config;

/** Where a row's key comes from. */
public enum PrimaryKeyMode {
    /** Rows have no key. */
    NONE,
    /** The record's topic, partition and offset. */
    KAFKA,
    /** The record's key. */
    RECORD_KEY,
    /** Fields of the record's value. */
    RECORD_VALUE
}
