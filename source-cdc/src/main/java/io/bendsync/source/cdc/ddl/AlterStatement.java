package io.bendsync.source.cdc.ddl;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an ALTER TABLE says of columns.
 *
 * @param added new columns
 * @param dropped columns that go
 * @param renamed columns by their old name, with the new one
 */
record AlterStatement(List<String> added, List<String> dropped, Map<String, String> renamed) {
    AlterStatement {
        added = List.copyOf(added);
        dropped = List.copyOf(dropped);
        renamed = new LinkedHashMap<>(renamed);
    }
}
