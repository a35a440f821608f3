package io.bendsync.source.cdc.load;

import io.debezium.relational.Column;
import io.debezium.relational.TableId;
import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds borders between chunks of about as many rows each, in the leading column of a table's key. Whole numbers are
 * split by the middle of their range again and again, with the optimizer's estimates of the rows: it looks into the
 * index in a few places where counting would read it. Other values are read off the index, a chunk apart.
 *
 * @param connection to ask by
 * @param table the table
 * @param column its leading column
 * @param chunkRows rows in a chunk
 */
record Splits(LoadConnection connection, TableId table, Column column, long chunkRows) {

    private static final int MOST_ESTIMATES = 20_000;
    private static final int MOST_CHUNKS = 5_000;
    private static final BigInteger TWO = BigInteger.TWO;

    /** About how many rows a table has. */
    static long rows(LoadConnection connection, TableId table) throws SQLException {
        return explained(connection, "SELECT 1 FROM " + LoadConnection.quoted(table), List.of());
    }

    /**
     * The largest values of all chunks but the last.
     *
     * @param rows about how many rows there are
     */
    List<String> find(long rows) throws SQLException {
        SplitKind kind = SplitKind.of(column);
        long size = Math.max(chunkRows, rows / MOST_CHUNKS);
        if (rows <= size || kind == SplitKind.NONE) {
            return List.of();
        }
        return kind == SplitKind.INTEGER ? byArithmetic(size) : byReading(kind, size);
    }

    private List<String> byArithmetic(long size) throws SQLException {
        Optional<String> first = outermost("ASC");
        Optional<String> last = outermost("DESC");
        if (first.isEmpty() || last.isEmpty()) {
            return List.of();
        }
        List<Part> parts = new ArrayList<>();
        int[] asked = {0};
        halve(new BigInteger(first.get()).subtract(BigInteger.ONE), new BigInteger(last.get()), size, parts, asked);
        List<String> splits = new ArrayList<>();
        long rows = 0;
        for (Part part : parts.subList(0, parts.size() - 1)) {
            rows += part.rows();
            if (rows >= size / 2) {
                splits.add(part.upTo().toString());
                rows = 0;
            }
        }
        return splits;
    }

    private void halve(BigInteger above, BigInteger upTo, long size, List<Part> parts, int[] asked)
            throws SQLException {
        long rows = between(above, upTo);
        asked[0]++;
        BigInteger width = upTo.subtract(above);
        if (rows <= size || width.compareTo(BigInteger.ONE) <= 0 || asked[0] >= MOST_ESTIMATES) {
            parts.add(new Part(upTo, rows));
            return;
        }
        BigInteger middle = above.add(width.divide(TWO));
        halve(above, middle, size, parts, asked);
        halve(middle, upTo, size, parts, asked);
    }

    private long between(BigInteger above, BigInteger upTo) throws SQLException {
        return explained(
                connection,
                "SELECT 1 FROM " + LoadConnection.quoted(table) + " WHERE " + name() + " > ? AND " + name() + " <= ?",
                List.of(above.toString(), upTo.toString()));
    }

    private List<String> byReading(SplitKind kind, long size) throws SQLException {
        List<String> splits = new ArrayList<>();
        Optional<String> border = Optional.empty();
        do {
            String sql = "SELECT " + name() + " FROM " + LoadConnection.quoted(table)
                    + (border.isPresent() ? " WHERE " + name() + " > ?" : "") + " ORDER BY " + name()
                    + " LIMIT 1 OFFSET "
                    + (size - 1);
            try (PreparedStatement statement = connection.jdbc().prepareStatement(sql)) {
                if (border.isPresent()) {
                    kind.bind(statement, 1, border.get());
                }
                try (ResultSet row = statement.executeQuery()) {
                    border = row.next() ? Optional.of(kind.read(row, 1)) : Optional.empty();
                }
            }
            border.ifPresent(splits::add);
        } while (border.isPresent() && splits.size() < 2 * MOST_CHUNKS);
        return splits;
    }

    private Optional<String> outermost(String direction) throws SQLException {
        String sql = "SELECT " + name() + " FROM " + LoadConnection.quoted(table) + " ORDER BY " + name() + " "
                + direction + " LIMIT 1";
        try (PreparedStatement statement = connection.jdbc().prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }

    private String name() {
        return LoadConnection.quoted(column.name());
    }

    private static long explained(LoadConnection connection, String select, List<String> values) throws SQLException {
        try (PreparedStatement statement = connection.jdbc().prepareStatement("EXPLAIN FORMAT=TRADITIONAL " + select)) {
            for (int i = 0; i < values.size(); i++) {
                SplitKind.INTEGER.bind(statement, i + 1, values.get(i));
            }
            try (ResultSet plan = statement.executeQuery()) {
                return plan.next() ? plan.getLong("rows") : 0;
            }
        }
    }

    private record Part(BigInteger upTo, long rows) {}
}
