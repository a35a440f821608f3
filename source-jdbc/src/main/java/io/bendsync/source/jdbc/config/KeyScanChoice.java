package io.bendsync.source.jdbc.config;

import java.time.Duration;

/**
 * How rows that are gone are found.
 *
 * @param interval the time between the beginnings of two scans of a table
 * @param keys how many keys are kept in one stored offset and compared at once
 */
public record KeyScanChoice(Duration interval, int keys) {
    static final String NONE = "none";
    static final String KEY_SCAN = "key-scan";
}
