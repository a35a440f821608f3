package io.bendsync.source.jdbc.deletes;

import io.bendsync.source.jdbc.page.Row;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.connect.data.Struct;

/** Looks keys up in MySQL. */
final class TableLookup implements KeyLookup {
    private final KeyReader reader;
    private KeyColumns last;
    private KeyColumns polled;

    /**
     * The lookup of a table.
     *
     * @param reader asks the server
     */
    TableLookup(KeyReader reader) {
        this.reader = reader;
    }

    @Override
    public Set<List<String>> present(List<List<String>> keys) throws SQLException {
        return reader.present(keys);
    }

    @Override
    public Map<List<String>, Row> rows(List<List<String>> keys) throws SQLException {
        return reader.rows(keys);
    }

    @Override
    public Struct struct(List<String> key) throws SQLException {
        return reader.struct(key);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // The same object as long as the table has not changed.
    public void polled(Row row) throws SQLException {
        KeyColumns now = reader.columns();
        if (now != last) {
            last = now;
            polled = now.copy();
        }
        if (row.position().size() == row.order().components().size()) {
            polled.key(row);
        }
    }

    @Override
    public Predicate<List<Object>> among(Set<List<String>> keys) {
        KeyColumns order = polled;
        return position -> order != null && keys.contains(order.key(position));
    }
}
