package io.bendsync.source.jdbc.poll;

import io.bendsync.source.jdbc.gap.IdRanges;
import io.bendsync.source.jdbc.page.Row;
import io.bendsync.source.jdbc.position.IdOrdinal;
import io.bendsync.source.jdbc.position.StoredOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the offsets of mode {@code incrementing}: the largest id read, and the ids below it still missing.
 *
 * @param ordinal how the column's numbers are counted
 * @param columns the columns the offsets are about
 * @param key writes the rest of a position
 */
record IncrementingOffsets(IdOrdinal ordinal, String columns, KeyText key) {
    /** After a row of a page: what was missing before the page, and the page's gaps up to this row. */
    Map<String, Object> afterRow(List<Object> cursor, IdRanges known, GapList gaps, int count) {
        return new LazyOffset(() -> {
            IdRanges missing = known == null ? new IdRanges() : known.copy();
            gaps.addTo(missing, count);
            return fields(cursor, missing);
        });
    }

    /** After the first {@code count} of the late rows: these are missing no more. */
    Map<String, Object> afterLate(List<Object> cursor, IdRanges before, List<Row> late, int count) {
        return new LazyOffset(() -> {
            IdRanges missing = before.copy();
            for (Row row : late.subList(0, count)) {
                missing.remove(ordinal.of(row.position().get(0)));
            }
            return fields(cursor, missing);
        });
    }

    private Map<String, Object> fields(List<Object> cursor, IdRanges missing) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(StoredOffset.INCREMENTING, ordinal.stored(ordinal.of(cursor.get(0))));
        fields.put(StoredOffset.COLUMNS, columns);
        key.put(fields, cursor.subList(1, cursor.size()));
        if (!missing.isEmpty()) {
            fields.put(StoredOffset.PENDING, missing.text(ordinal));
        }
        return fields;
    }
}
