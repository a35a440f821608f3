package io.bendsync.converter.json.fallback;

/**
 * Says that streaming stops here and the original converter takes the whole record: the signal of
 * every place that meets something it does not treat exactly as the original does. It carries
 * nothing, not even a stack trace, for it never leaves this plugin and may be thrown for each record.
 */
public final class HandOver extends RuntimeException {

    private HandOver() {
        super("the original converter takes this record", null, false, false);
    }

    /** To be thrown; without a stack trace, it costs no more than an object. */
    public static HandOver signal() {
        return new HandOver();
    }
}
