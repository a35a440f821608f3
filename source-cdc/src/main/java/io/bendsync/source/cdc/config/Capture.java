package io.bendsync.source.cdc.config;

import java.util.Locale;
import java.util.Optional;

/** What the connector takes from the binlog. */
enum Capture {
    /** Every insert, update, delete, truncate and schema change. */
    ALL,

    /** Only deletes and truncates, beside a polling source: that reads them itself, so here it is refused with a reason. */
    DELETES;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Capture> of(String word) {
        for (Capture capture : values()) {
            if (capture.word().equalsIgnoreCase(word.trim())) {
                return Optional.of(capture);
            }
        }
        return Optional.empty();
    }

    /**
     * Why this cannot be had, or nothing. A polling source reads a row at one time and delivers it at a later one, by
     * another connector on another topic; a delete from the binlog may overtake it there, and the row would come back
     * for good. So the polling source's own task reads the deletes, and sends them in its own order.
     */
    Optional<String> refusal() {
        return switch (this) {
            case ALL -> Optional.empty();
            case DELETES ->
                Optional.of(
                        "capture=deletes is not set here but on the polling source, as delete.detection=binlog: by a"
                                + " connector of its own a delete could overtake the same row on its way from the polling source,"
                                + " and the row would come back in the target and stay. Or use capture=all, which brings inserts"
                                + " and updates in order with the deletes and needs no polling source beside it.");
        };
    }
}
