package io.bendsync.source.jdbc.deletes;

import io.bendsync.source.jdbc.decode.ColumnDecoders;
import io.bendsync.source.jdbc.mysql.Session;
import io.bendsync.source.jdbc.mysql.Session.BoundSql;
import io.bendsync.source.jdbc.page.Keyset;
import io.bendsync.source.jdbc.page.Keyset.Range;
import io.bendsync.source.jdbc.page.Layout;
import io.bendsync.source.jdbc.page.Page;
import io.bendsync.source.jdbc.page.Row;
import io.bendsync.source.jdbc.page.TableReader;
import io.bendsync.source.jdbc.page.TableRelation;
import io.bendsync.source.jdbc.position.CursorChoice;
import io.bendsync.source.jdbc.position.CursorColumn;
import io.bendsync.source.jdbc.position.ReadingOrder;
import io.bendsync.source.jdbc.position.StoredOffset;
import io.bendsync.source.jdbc.record.RowSchema;
import io.bendsync.source.jdbc.table.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Struct;

/** Asks the server which keys a table has, for one table. */
final class KeyReader {
    private static final BoundSql NOTHING_ELSE = new BoundSql("", List.of());

    private final TableName table;
    private final TableReader keys;
    private final TableReader rows;
    private final TableReader byKey;
    private final ColumnDecoders decoders;
    private Layout known;
    private KeyColumns columns;
    private RowSchema schema;

    /**
     * A reader of one table's keys; nothing is asked of the server yet.
     *
     * @param table the table
     * @param session the connection to read by
     * @param decoders the decoders by MySQL type
     * @param choice the columns that give the order of polling
     */
    KeyReader(TableName table, Session session, ColumnDecoders decoders, CursorChoice choice) {
        this.table = table;
        this.keys = new TableReader(session, new KeyRelation(table), decoders, CursorChoice.BY_KEY);
        this.rows = new TableReader(session, new TableRelation(table, ""), decoders, choice);
        this.byKey = new TableReader(session, new TableRelation(table, ""), decoders, CursorChoice.BY_KEY);
        this.decoders = decoders;
    }

    /** The key's columns as they are known now. */
    KeyColumns columns() throws SQLException {
        return columns(keys.layout());
    }

    /** Those of the keys that the table has now. */
    Set<List<String>> present(List<List<String>> asked) throws SQLException {
        return find(asked, NOTHING_ELSE);
    }

    /**
     * Those of the keys whose rows have been sent again since.
     *
     * @param asked the keys
     * @param since later than this timestamp
     * @param stored the offset of a row that has been sent, and with it all rows before it in the order of polling
     */
    Set<List<String>> sentSince(List<List<String>> asked, String since, StoredOffset stored) throws SQLException {
        ReadingOrder order = rows.layout().order();
        if (order.timestamp().isEmpty() || stored.position().isEmpty()) {
            return Set.of();
        }
        List<Object> values = new ArrayList<>();
        values.add(since);
        String upTo = upTo(order.components(), stored.position(order), 0, values);
        return find(asked, new BoundSql(" AND " + order.timestamp().get().expression() + " > ? AND " + upTo, values));
    }

    /** Rows up to a position; of a position that ends early those before it. */
    private static String upTo(List<CursorColumn> order, List<Object> position, int at, List<Object> values) {
        String column = order.get(at).expression();
        values.add(position.get(at));
        if (at + 1 == position.size()) {
            return column + (position.size() == order.size() ? " <= ?" : " < ?");
        }
        values.add(position.get(at));
        return "(" + column + " < ? OR (" + column + " = ? AND " + upTo(order, position, at + 1, values) + "))";
    }

    /**
     * The table's next keys in its own order.
     *
     * @param after the last key read, empty at the beginning
     * @param limit how many at most
     */
    List<List<String>> next(List<String> after, int limit) throws SQLException {
        Page page = keys.read(
                (layout, most) -> {
                    KeyColumns now = columns(layout);
                    Range range = after.isEmpty() ? Range.ALL : Range.ALL.after(now.values(after));
                    return new Keyset(select(now), layout.order().components(), "").statements(range, most);
                },
                limit);
        return texts(page);
    }

    /** The whole row of a key, empty when it is gone. */
    Optional<Row> row(List<String> key) throws SQLException {
        Page page = rows.read(
                (layout, limit) -> new KeyConditions(layout.select(), KeyColumns.of(layout.table()))
                        .statements(List.of(key), NOTHING_ELSE),
                Integer.MAX_VALUE);
        KeyColumns now = KeyColumns.of(rows.layout().table());
        return page.rows().stream()
                .filter(row -> row.position().size() == row.order().components().size())
                .filter(row -> now.key(row).equals(key))
                .findFirst();
    }

    /** The rows that the table has now of these keys. */
    Map<List<String>, Row> rows(List<List<String>> wanted) throws SQLException {
        Page page = byKey.read(
                (layout, limit) -> new KeyConditions(layout.select(), KeyColumns.of(layout.table()))
                        .statements(wanted, NOTHING_ELSE),
                Integer.MAX_VALUE);
        KeyColumns now = KeyColumns.of(byKey.layout().table());
        Set<List<String>> asked = new HashSet<>(wanted);
        Map<List<String>, Row> found = new HashMap<>();
        for (Row row : page.rows()) {
            List<String> key = now.key(row);
            if (asked.contains(key)) {
                found.put(key, row);
            }
        }
        return found;
    }

    /** The record key of a row that is gone. */
    Struct struct(List<String> key) throws SQLException {
        KeyColumns now = columns();
        return schema.key(schema.value(column -> now.raw(key, column)));
    }

    private Set<List<String>> find(List<List<String>> asked, BoundSql and) throws SQLException {
        Page page = keys.read(
                (layout, limit) -> {
                    KeyColumns now = columns(layout);
                    return new KeyConditions(select(now), now).statements(asked, and);
                },
                Integer.MAX_VALUE);
        return new HashSet<>(texts(page));
    }

    private List<List<String>> texts(Page page) throws SQLException {
        KeyColumns now = columns();
        return page.rows().stream().map(now::key).toList();
    }

    private String select(KeyColumns now) {
        return now.components().stream()
                        .map(component -> "t." + component.columns().get(0).quoted())
                        .collect(Collectors.joining(", ", "SELECT ", ""))
                + " FROM " + table.quoted() + " t";
    }

    private KeyColumns columns(Layout layout) {
        if (layout != known) {
            columns = KeyColumns.of(layout.table());
            schema = new RowSchema(layout.table(), decoders);
            known = layout;
        }
        return columns;
    }
}
