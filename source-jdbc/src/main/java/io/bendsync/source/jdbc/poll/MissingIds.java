package io.bendsync.source.jdbc.poll;

import io.bendsync.source.jdbc.gap.IdRanges.Range;
import io.bendsync.source.jdbc.mysql.Session.BoundSql;
import io.bendsync.source.jdbc.page.Layout;
import io.bendsync.source.jdbc.position.IdOrdinal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Writes the statements that look for missing ids. */
final class MissingIds {
    /** Numbers of ranges in a statement: few sizes, so that few statements are kept; the last range fills up. */
    private static final int[] SIZES = {1, 8, 64, 512};

    private MissingIds() {}

    static List<BoundSql> statements(Layout layout, List<Range> missing, IdOrdinal ordinal, int limit) {
        int most = SIZES[SIZES.length - 1];
        String id = layout.order().components().get(0).expression();
        List<BoundSql> statements = new ArrayList<>();
        for (int from = 0; from < missing.size(); from += most) {
            List<Range> part = missing.subList(from, Math.min(from + most, missing.size()));
            int size = fitting(part.size());
            List<Object> values = new ArrayList<>(2 * size + 1);
            for (int i = 0; i < size; i++) {
                Range range = part.get(Math.min(i, part.size() - 1));
                values.add(ordinal.value(range.first()));
                values.add(ordinal.value(range.last()));
            }
            values.add(limit);
            statements.add(new BoundSql(
                    layout.select() + " WHERE "
                            + String.join(" OR ", Collections.nCopies(size, id + " BETWEEN ? AND ?")) + " ORDER BY "
                            + id + " LIMIT ?",
                    values));
        }
        return statements;
    }

    private static int fitting(int ranges) {
        for (int size : SIZES) {
            if (ranges <= size) {
                return size;
            }
        }
        throw new IllegalArgumentException("too many ranges for a statement: " + ranges);
    }
}
