package io.bendsync.source.jdbc.page;

/** Counts the bytes of the values that were read. */
final class ByteMeter {
    private long bytes;

    byte[] counted(byte[] value) {
        if (value != null) {
            bytes += value.length;
        }
        return value;
    }

    long bytes() {
        return bytes;
    }
}
