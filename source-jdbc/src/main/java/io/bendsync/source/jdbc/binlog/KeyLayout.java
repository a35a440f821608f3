package io.bendsync.source.jdbc.binlog;

import com.mysql.cj.CharsetMapping;
import io.bendsync.source.jdbc.failure.SourceException;
import io.bendsync.source.jdbc.table.Column;
import io.bendsync.source.jdbc.table.TableCatalog;
import io.bendsync.source.jdbc.table.TableName;
import io.bendsync.source.jdbc.table.TableSchema;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Where in a row of the binlog its key stands. */
final class KeyLayout {
    private static final String CHARSETS =
            "SELECT c.COLUMN_NAME, o.ID FROM information_schema.COLUMNS c JOIN information_schema.COLLATIONS o"
                    + " ON o.COLLATION_NAME = c.COLLATION_NAME WHERE c.TABLE_SCHEMA = ? AND c.TABLE_NAME = ?";

    private final TableSchema table;
    private final Map<String, Charset> charsets;

    private KeyLayout(TableSchema table, Map<String, Charset> charsets) {
        this.table = table;
        this.charsets = charsets;
    }

    /**
     * That of a table as it is now; empty when there is no such table, or it has no key.
     *
     * @throws SourceException when its key cannot be read out of the binlog
     */
    static Optional<KeyLayout> of(TableName name, Connection connection) throws SQLException {
        Optional<TableSchema> table = new TableCatalog(connection)
                .describe(name)
                .filter(found -> !found.key().isEmpty());
        if (table.isEmpty()) {
            return Optional.empty();
        }
        for (Column column : table.get().key()) {
            if (!KeyText.readable(column)) {
                throw new SourceException("Column " + column.name() + " of table " + name + " is " + column.fullType()
                        + ", which delete.detection=binlog cannot read as a key; set delete.detection=key-scan or"
                        + " none, or take the table out of the table settings");
            }
        }
        Map<String, Charset> charsets = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(CHARSETS)) {
            statement.setString(1, name.database());
            statement.setString(2, name.table());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    charsets.put(rows.getString(1), charset(rows.getInt(2)));
                }
            }
        }
        return Optional.of(new KeyLayout(table.get(), charsets));
    }

    private static Charset charset(int collation) {
        String java = CharsetMapping.getStaticJavaEncodingForCollationIndex(collation);
        return java == null ? StandardCharsets.UTF_8 : Charset.forName(java);
    }

    /**
     * Gives the key of a row.
     *
     * @param names the columns' names when the row was written, empty if the binlog does not have them
     * @param there which columns the row has
     * @param row their values
     * @return one text per column of the key
     * @throws SourceException when the row does not have them all
     */
    List<String> key(List<String> names, BitSet there, Serializable[] row) {
        List<String> key = new ArrayList<>();
        for (Column column : table.key()) {
            int place = names.isEmpty() ? table.columns().indexOf(column) : names.indexOf(column.name());
            if (place < 0 || !there.get(place)) {
                throw unreadable(null);
            }
            try {
                key.add(KeyText.of(
                        column,
                        charsets.getOrDefault(column.name(), StandardCharsets.UTF_8),
                        row[there.get(0, place).cardinality()]));
            } catch (ClassCastException | NullPointerException e) {
                throw unreadable(e);
            }
        }
        return List.copyOf(key);
    }

    /**
     * Whether a row's key changed. With a minimal image the row has after the change only what is new.
     *
     * @param names the columns' names, empty if the binlog does not have them
     */
    boolean differs(List<String> names, BitSet had, Serializable[] before, BitSet has, Serializable[] after) {
        for (Column column : table.key()) {
            int place = names.isEmpty() ? table.columns().indexOf(column) : names.indexOf(column.name());
            if (place < 0 || !had.get(place)) {
                throw unreadable(null);
            }
            if (has.get(place)
                    && !Objects.deepEquals(
                            before[had.get(0, place).cardinality()],
                            after[has.get(0, place).cardinality()])) {
                return true;
            }
        }
        return false;
    }

    /** It was written when the table's columns stood in another order. */
    private SourceException unreadable(RuntimeException cause) {
        return new SourceException(
                "The binlog has deletes of table " + table.name() + " from before its columns were changed, whose keys"
                        + " cannot be told; stop the connector, reset the offset {\"table\": \"" + table.name()
                        + "\", \"protocol\": \"1\", \"deletes\": \"binlog\"}, start it, and compare the table (bendsync"
                        + " verify --repair). binlog_row_metadata=FULL in the server prevents this",
                cause);
    }
}
