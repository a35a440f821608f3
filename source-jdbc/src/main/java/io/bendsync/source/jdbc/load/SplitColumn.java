package io.bendsync.source.jdbc.load;

import io.bendsync.source.jdbc.config.Mode;
import io.bendsync.source.jdbc.position.ReadingOrder;
import io.bendsync.source.jdbc.table.Column;
import io.bendsync.source.jdbc.table.TableSchema;
import java.util.Optional;

/** Finds the column by whose ranges a table can be loaded: whole numbers, with an index that begins with it. */
public final class SplitColumn {
    private SplitColumn() {}

    /**
     * Gives the incrementing column in mode {@code incrementing}, else the first of the key.
     *
     * @param mode how the table is followed
     * @param table what it looks like
     * @param order the order in which it is polled
     * @return the column, empty when the table has none that serves
     */
    public static Optional<Column> of(Mode mode, TableSchema table, ReadingOrder order) {
        Optional<Column> first = table.key().stream().findFirst();
        if (mode == Mode.BULK) {
            return Optional.empty();
        }
        if (mode != Mode.INCREMENTING) {
            return first.filter(Column::integral);
        }
        return order.incrementing()
                .map(id -> id.columns().get(0))
                .filter(id -> id.trait().autoIncrement() || first.equals(Optional.of(id)));
    }
}
