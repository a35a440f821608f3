package io.bendsync.converter.compact.wire;

/** Bytes that are not what they should be. Without a stack trace, for it may be thrown for each record. */
public final class Malformed extends RuntimeException {

    /** Says what is wrong. */
    public Malformed(String problem) {
        super(problem, null, false, false);
    }

    /** Says what is wrong, and at which byte of the record. */
    public Malformed(String problem, int at) {
        this(problem + " at byte " + at);
    }
}
