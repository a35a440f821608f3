package io.bendsync.source.cdc.ddl;

import io.debezium.relational.TableId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an ALTER TABLE says of columns, and of rows as a whole.
 *
 * @param added new columns
 * @param dropped columns that go
 * @param renamed columns by their old name, with the new one
 * @param emptied whether it takes out or swaps rows of whole partitions
 * @param tables tables that get another name, with that
 */
record AlterStatement(
        List<String> added,
        List<String> dropped,
        Map<String, String> renamed,
        boolean emptied,
        Map<TableId, TableId> tables) {
    AlterStatement {
        added = List.copyOf(added);
        dropped = List.copyOf(dropped);
        renamed = new LinkedHashMap<>(renamed);
        tables = new LinkedHashMap<>(tables);
    }
}
