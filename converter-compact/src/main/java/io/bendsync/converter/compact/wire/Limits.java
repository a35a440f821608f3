package io.bendsync.converter.compact.wire;

/** How far schemas and values may go: more is refused both ways, so that a hostile record does no harm. */
public final class Limits {

    /** Levels of schemas within schemas, and of lists and maps in values without a schema. */
    public static final int DEPTH = 100;

    /** Schemas within one schema, itself included; a MySQL table has at most 4096 columns. */
    public static final int SCHEMAS = 100_000;

    private Limits() {}
}
