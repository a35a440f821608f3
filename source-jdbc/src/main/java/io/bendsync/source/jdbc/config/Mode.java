package io.bendsync.source.jdbc.config;

import java.util.Optional;

/** How a table is followed. */
public enum Mode {
    /** The whole table at every poll. */
    BULK("bulk", false, false),
    /** Rows with larger ids than seen. */
    INCREMENTING("incrementing", false, true),
    /** Rows with later timestamps than seen. */
    TIMESTAMP("timestamp", true, false),
    /** Rows with later timestamps, in the order of timestamp and id. */
    TIMESTAMP_INCREMENTING("timestamp+incrementing", true, true);

    private final String text;
    private final boolean byTimestamp;
    private final boolean byIncrement;

    Mode(String text, boolean byTimestamp, boolean byIncrement) {
        this.text = text;
        this.byTimestamp = byTimestamp;
        this.byIncrement = byIncrement;
    }

    /** As configured. */
    public String text() {
        return text;
    }

    /** Whether a timestamp column is needed. */
    public boolean byTimestamp() {
        return byTimestamp;
    }

    /** Whether an incrementing column is needed. */
    public boolean byIncrement() {
        return byIncrement;
    }

    /** The mode of a configured text. */
    public static Optional<Mode> of(String text) {
        for (Mode mode : values()) {
            if (mode.text.equals(text)) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }
}
