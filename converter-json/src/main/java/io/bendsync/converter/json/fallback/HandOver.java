package io.bendsync.converter.json.fallback;

/**
 * Says that streaming stops here and the original converter takes the whole record: the signal of
 * every place that meets something it does not treat exactly as the original does. It carries
 * nothing, for it never leaves this plugin and may be thrown for each record.
 */
public final class HandOver extends RuntimeException {

    private static final HandOver SIGNAL = new HandOver();

    private HandOver() {
        super("the original converter takes this record", null, false, false);
    }

    /** The one signal there is; to be thrown. */
    public static HandOver signal() {
        return SIGNAL;
    }
}
