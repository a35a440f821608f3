package io.bendsync.source.jdbc.page;

import io.bendsync.source.jdbc.table.TableSchema;
import java.util.Set;

/**
 * How many rows of a table are asked for at once. Where rows can be long, pages begin small and grow as long as they stay
 * small in bytes, so that memory does not depend on what is in the rows.
 */
final class PageSize {
    /** When a page has so many bytes, its remaining rows are left for the next. */
    static final long MOST_BYTES = 16L << 20;

    private static final int FIRST_ROWS = 4;
    private static final Set<String> LONG_TYPES = Set.of(
            "text",
            "mediumtext",
            "longtext",
            "blob",
            "mediumblob",
            "longblob",
            "json",
            "geometry",
            "linestring",
            "polygon",
            "multipoint",
            "multilinestring",
            "multipolygon",
            "geomcollection");

    private boolean longRows;
    private int rows = FIRST_ROWS;

    /** Looks whether a table's rows can be long. */
    void of(TableSchema table) {
        longRows = table.columns().stream()
                .anyMatch(column -> LONG_TYPES.contains(column.dataType()) || column.length() > 16_000);
    }

    /** Whether rows are better fetched one by one than all at once. */
    boolean longRows() {
        return longRows;
    }

    /** How many rows to ask for when so many are wanted. */
    int limit(int wanted) {
        return longRows && wanted != Integer.MAX_VALUE ? Math.min(wanted, rows) : wanted;
    }

    /** Learns from a page. */
    void read(int count, long bytes) {
        if (bytes >= MOST_BYTES) {
            rows = Math.max(1, count);
        } else if (count >= rows && bytes < MOST_BYTES / 4) {
            rows = (int) Math.min(Integer.MAX_VALUE / 2, 2L * rows);
        }
    }
}
