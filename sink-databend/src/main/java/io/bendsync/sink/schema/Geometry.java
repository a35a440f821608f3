package io.bendsync.sink.schema;

/**
 * A shape as well-known binary.
 *
 * @param srid number of the reference system, 0 if none is named
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; copying every shape would only cost time.
public record Geometry(byte[] wkb, int srid) {}
