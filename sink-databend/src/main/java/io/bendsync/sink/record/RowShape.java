package io.bendsync.sink.record;

import io.bendsync.sink.schema.Column;
import java.util.List;

/**
 * The columns that a row brings, and which of them are its key. Rows of one shape can stand in one file.
 *
 * @param columns names and types; nullable says whether the source may send NULL
 * @param keys positions of the key columns, empty where there is no key
 * @param document true for objects without a schema, where a column that is not there means NULL; rows with a
 *     schema leave columns alone that they do not have
 */
public record RowShape(List<Column> columns, List<Integer> keys, boolean document) {
    public List<Column> keyColumns() {
        return keys.stream().map(columns::get).toList();
    }

    /** The position of a column, or -1. */
    public int position(String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
