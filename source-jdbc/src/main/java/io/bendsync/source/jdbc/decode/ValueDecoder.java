package io.bendsync.source.jdbc.decode;

/** Turns one column's bytes, as MySQL's binary protocol sends them, into the value its Connect schema asks for. */
@FunctionalInterface
public interface ValueDecoder {
    /**
     * Gives the value; null only for a zero date under {@code zero.dates=null}.
     *
     * @param raw the bytes of a value that is not NULL; not kept, not changed
     * @throws io.bendsync.source.jdbc.failure.SourceException when the value cannot be carried
     */
    Object decode(byte[] raw);
}
