package io.bendsync.source.jdbc.config;

import java.time.Duration;

/**
 * How deletes are taken from the binlog.
 *
 * @param interval the time between two records that store how far it has been read
 * @param topic where these go
 * @param truncates whether it counts when a whole table is emptied
 */
public record BinlogChoice(Duration interval, String topic, boolean truncates) {
    static final String BINLOG = "binlog";
    static final String APPLY = "apply";
    static final String IGNORE = "ignore";
}
