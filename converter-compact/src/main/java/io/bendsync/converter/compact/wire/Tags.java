package io.bendsync.converter.compact.wire;

/** What the byte in front of a value without a schema says. */
public final class Tags {

    public static final int NULL = 0;
    public static final int FALSE = 1;
    public static final int TRUE = 2;
    public static final int INT8 = 3;
    public static final int INT16 = 4;
    public static final int INT32 = 5;
    public static final int INT64 = 6;
    public static final int FLOAT32 = 7;
    public static final int FLOAT64 = 8;
    public static final int TEXT = 9;
    public static final int BYTES = 10;
    public static final int DECIMAL = 11;
    public static final int INTEGER = 12;
    public static final int DATE = 13;
    public static final int LIST = 14;
    public static final int MAP = 15;

    private Tags() {}
}
