package io.bendsync.converter.compact;

/**
 * What records begin with. No other format's first byte is of this range: UTF-8 begins with none of
 * them, and so does no JSON; Avro, Protobuf and JSON Schema with a registry begin with 0.
 */
final class Format {

    static final int V1 = 0xB1;

    private static final int LAST = 0xBF;

    private Format() {}

    static boolean isV1(byte[] record) {
        return record.length > 0 && (record[0] & 0xFF) == V1;
    }

    /** Whether it is a format that is still to come. */
    static boolean isLater(byte[] record) {
        return record.length > 0 && (record[0] & 0xFF) > V1 && (record[0] & 0xFF) <= LAST;
    }
}
