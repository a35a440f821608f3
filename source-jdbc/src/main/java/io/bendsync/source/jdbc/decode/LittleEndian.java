package io.bendsync.source.jdbc.decode;

/** Numbers as MySQL's binary protocol has them: lowest byte first. */
final class LittleEndian {
    private LittleEndian() {}

    /** Reads {@code length} bytes from {@code offset} as a number without a sign. */
    static long unsigned(byte[] raw, int offset, int length) {
        long value = 0;
        for (int i = offset + length - 1; i >= offset; i--) {
            value = (value << 8) | (raw[i] & 0xff);
        }
        return value;
    }

    /** Reads all bytes as a number with a sign. */
    static long signed(byte[] raw) {
        int unused = Long.SIZE - 8 * raw.length;
        return unsigned(raw, 0, raw.length) << unused >> unused;
    }
}
