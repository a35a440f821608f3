package io.bendsync.runtime.run;

import java.util.List;
import java.util.Optional;

/**
 * A table as far as it matters for how it can be followed.
 *
 * @param key the primary key's columns, empty if there is none
 * @param autoIncrement the column that grows with each row
 * @param updated a column that MySQL sets at every change of a row
 * @param created a column that MySQL sets when a row is made, and not when it changes
 */
record DraftTable(
        String name,
        List<String> key,
        Optional<String> autoIncrement,
        Optional<String> updated,
        Optional<String> created) {

    /** A row per table of a database, for {@link #of}. */
    static final String QUERY = """
            SELECT t.table_name,
              (SELECT GROUP_CONCAT(s.column_name ORDER BY s.seq_in_index SEPARATOR '\\n')
                FROM information_schema.statistics s
                WHERE s.table_schema = t.table_schema AND s.table_name = t.table_name AND s.index_name = 'PRIMARY'),
              (SELECT MIN(c.column_name) FROM information_schema.columns c
                WHERE c.table_schema = t.table_schema AND c.table_name = t.table_name AND c.extra LIKE '%auto_increment%'),
              (SELECT MIN(c.column_name) FROM information_schema.columns c
                WHERE c.table_schema = t.table_schema AND c.table_name = t.table_name
                  AND c.extra LIKE '%on update current_timestamp%'),
              (SELECT MIN(c.column_name) FROM information_schema.columns c
                WHERE c.table_schema = t.table_schema AND c.table_name = t.table_name
                  AND c.column_default LIKE 'current_timestamp%' AND c.extra NOT LIKE '%on update%')
            FROM information_schema.tables t
            WHERE t.table_type = 'BASE TABLE' AND t.table_schema = ?
            ORDER BY t.table_name
            """;

    static DraftTable of(List<String> row) {
        return new DraftTable(
                row.get(0),
                row.get(1) == null ? List.of() : List.of(row.get(1).split("\n", -1)),
                Optional.ofNullable(row.get(2)),
                Optional.ofNullable(row.get(3)),
                Optional.ofNullable(row.get(4)));
    }

    /** Whether the name means itself in a pipeline file and in a connector's list. */
    boolean fitsIntoAList() {
        return !name.contains(",") && !name.contains("*") && !name.contains("${");
    }
}
