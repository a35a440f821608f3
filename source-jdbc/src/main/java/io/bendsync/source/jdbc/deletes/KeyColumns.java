package io.bendsync.source.jdbc.deletes;

import io.bendsync.source.jdbc.failure.SourceException;
import io.bendsync.source.jdbc.page.Row;
import io.bendsync.source.jdbc.position.CursorColumn;
import io.bendsync.source.jdbc.position.ReadingOrder;
import io.bendsync.source.jdbc.position.TextList;
import io.bendsync.source.jdbc.table.Column;
import io.bendsync.source.jdbc.table.TableName;
import io.bendsync.source.jdbc.table.TableSchema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of a table's key, and how a key is written: one text for each column, the same however the value is read
 * and as long as the column's kind stays what it was. Two keys are the same only if their texts are, whatever a collation
 * says: the target tells them apart too.
 */
final class KeyColumns {
    private final TableName table;
    private final List<CursorColumn> columns;
    private ReadingOrder lastOrder;
    private int[] places = {};

    private KeyColumns(TableName table, List<CursorColumn> columns) {
        this.table = table;
        this.columns = columns;
    }

    /**
     * The key of a table.
     *
     * @throws SourceException when it has none
     */
    static KeyColumns of(TableSchema schema) {
        if (schema.key().isEmpty()) {
            throw new SourceException("Table " + schema.name() + " has no primary key, so that delete.detection"
                    + " cannot tell which of its rows are gone; add a primary key, take the table out of the table"
                    + " settings, or set delete.detection=none");
        }
        return new KeyColumns(
                schema.name(), schema.key().stream().map(CursorColumn::of).toList());
    }

    /** The same columns, for rows that are read in another order. */
    KeyColumns copy() {
        return new KeyColumns(table, columns);
    }

    /** The columns, as components of an order. */
    List<CursorColumn> components() {
        return columns;
    }

    /** What the stored keys are about: the columns' names and kinds. */
    String text() {
        return TextList.join(columns.stream()
                .map(column -> column.name() + ":" + kind(column.columns().get(0)))
                .toList());
    }

    /**
     * Sees to it that stored keys are keys of this table.
     *
     * @param stored what {@link #text} gave when they were stored
     * @throws SourceException when the table's key has become another
     */
    void check(String stored) {
        if (!stored.equals(text())) {
            throw changed(stored, text());
        }
    }

    private SourceException changed(String before, String now) {
        return new SourceException("The key of table " + table + " was " + before + " and is " + now
                + " now, so that delete.detection cannot compare the keys sent before; stop the connector and"
                + " reset the offsets of this table (PATCH or DELETE /connectors/NAME/offsets) to read it from the"
                + " beginning, or set delete.detection=none");
    }

    /**
     * The key of a row.
     *
     * @throws SourceException when the row has another key
     */
    @SuppressWarnings("ReferenceEquality") // Asked for each row; a table that did not change has the same order object.
    List<String> key(Row row) {
        if (row.order() != lastOrder) {
            places = places(row);
            lastOrder = row.order();
        }
        if (row.position().size() != row.order().components().size()) {
            throw new SourceException("Table " + table + " has a row with NULL in a cursor column, whose key cannot be"
                    + " kept for delete.detection; make the column NOT NULL");
        }
        return key(row.position());
    }

    /** The key of a position in the order in which the last row had been read. */
    List<String> key(List<Object> position) {
        List<String> key = new ArrayList<>(columns.size());
        for (int i = 0; i < places.length; i++) {
            key.add(text(columns.get(i), position.get(places[i])));
        }
        return List.copyOf(key);
    }

    /** A key's values as they are bound in statements. */
    List<Object> values(List<String> key) {
        List<Object> values = new ArrayList<>(key.size());
        for (int i = 0; i < key.size(); i++) {
            values.add(columns.get(i).type().ofText(key.get(i)));
        }
        return values;
    }

    /**
     * A column's value of a key as the server would send it.
     *
     * @throws SourceException when the column cannot hold it any more
     */
    byte[] raw(List<String> key, int column) {
        Column of = columns.get(column).columns().get(0);
        try {
            byte[] raw = WireValue.of(of, key.get(column));
            if (text(columns.get(column), columns.get(column).type().read(raw)).equals(key.get(column))) {
                return raw;
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw unfit(of, e);
        }
        throw unfit(of, null);
    }

    private SourceException unfit(Column column, Exception cause) {
        return new SourceException(
                "Column " + column.name() + " of table " + table + " is " + column.fullType()
                        + " now and cannot hold all keys sent before, so that their deletes cannot be told; stop the"
                        + " connector and reset the offsets of this table, or set delete.detection=none",
                cause);
    }

    private int[] places(Row row) {
        List<CursorColumn> components = row.order().components();
        int[] found = new int[columns.size()];
        for (int i = 0; i < found.length; i++) {
            String name = columns.get(i).name();
            found[i] = components.stream()
                    .map(component -> component.columns().size() == 1 ? component.name() : "")
                    .toList()
                    .indexOf(name);
        }
        List<String> names = row.keySchema() == null
                ? List.of()
                : row.keySchema().fields().stream().map(field -> field.name()).toList();
        if (!names.equals(columns.stream().map(CursorColumn::name).toList())) {
            throw changed(text(), String.join(",", names));
        }
        return found;
    }

    private static String text(CursorColumn column, Object value) {
        if (value instanceof BigDecimal number) {
            return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        }
        String text = column.type().toText(value);
        // The server sends a TIME of zero as no bytes at all, like a date of zero.
        return column.columns().get(0).dataType().equals("time") && text.startsWith("0000-00-00")
                ? "00:00:00.000000"
                : text;
    }

    private static String kind(Column column) {
        return switch (column.dataType()) {
            case "tinyint", "smallint", "mediumint", "int", "bigint", "year", "decimal", "bit" -> "number";
            case "float", "double" -> "double";
            case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" -> "bytes";
            case "date", "datetime" -> "time";
            case "timestamp" -> "instant";
            case "time" -> "duration";
            default -> "text";
        };
    }
}
