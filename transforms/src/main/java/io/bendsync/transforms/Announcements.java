package io.bendsync.transforms;

import org.apache.kafka.connect.connector.ConnectRecord;

/** The binlog source's records that say how a table itself has changed, told from rows by their schema's name. */
final class Announcements {
    private static final String NAME = "io.bendsync.source.cdc.SchemaChange";

    private Announcements() {}

    static boolean isOne(ConnectRecord<?> record) {
        return record.valueSchema() != null && NAME.equals(record.valueSchema().name());
    }
}
