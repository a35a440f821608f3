package io.bendsync.runtime.pipeline;

/** How changes are noticed in MySQL. */
public enum Capture {
    /** By asking the tables again and again. */
    POLLING,
    /** By reading the binlog. */
    BINLOG
}
