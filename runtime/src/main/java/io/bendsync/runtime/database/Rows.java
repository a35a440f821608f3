package io.bendsync.runtime.database;

import java.util.List;

/** Rows that come one after the other, each cell as text; null is SQL's NULL. */
public interface Rows extends AutoCloseable {
    /** The columns' names. */
    List<String> columns();

    /** The next row, or null after the last one. */
    List<String> next();

    /** Ends the query if it still runs. */
    @Override
    void close();

    /** All that are left. */
    default List<List<String>> all() {
        List<List<String>> all = new java.util.ArrayList<>();
        for (List<String> row = next(); row != null; row = next()) {
            all.add(row);
        }
        return all;
    }
}
