package io.bendsync.source.cdc.config;

import java.util.Locale;
import java.util.Optional;

/** What the connector takes from the binlog. */
enum Capture {
    /** Every insert, update, delete, truncate and schema change. */
    ALL,

    /** Only deletes and truncates, beside a polling source: known by name so that it can be refused with a reason. */
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
     * for good. Neither record carries the position that would tell a sink which is the later one.
     */
    Optional<String> refusal() {
        return switch (this) {
            case ALL -> Optional.empty();
            case DELETES ->
                Optional.of("capture=deletes is refused: a delete from the binlog can overtake the same row on its way"
                        + " from a polling source, and the row would come back in the target and stay. Use capture=all,"
                        + " which brings inserts and updates in order with the deletes and needs no polling source"
                        + " beside it; or stay with the polling source and its delete.detection=key-scan.");
        };
    }
}
