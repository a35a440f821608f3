package io.bendsync.sink.record;

/** Turns a value as Kafka Connect holds it into the Java form of its column type. */
@FunctionalInterface
interface ValueReader {
    /**
     * Reads one value.
     *
     * @param value never null
     * @throws RuntimeException if the value is not one of its declared type, or outside the type's range
     */
    Object read(Object value);

    /** For values that already have the right form. */
    ValueReader AS_IS = value -> value;
}
