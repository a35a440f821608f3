package io.bendsync.source.cdc.check;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Looks for odd values in a table's first rows: never the whole table, and never for long, as it runs on somebody's
 * production server.
 */
record ColumnSample(Server server) {

    static final int ROWS = 10_000;

    private static final int STATEMENT_TIMED_OUT = 3024;

    /**
     * The columns of a table, of some types, whose first rows hold a value that meets the condition.
     *
     * @param types as information_schema.columns has them in DATA_TYPE
     * @param columnType what COLUMN_TYPE must be like, such as {@code %unsigned%}
     * @param condition SQL with {@code %s} for the column
     */
    List<String> columns(SourceTable table, List<String> types, String columnType, String condition)
            throws SQLException {
        List<String> candidates = candidates(table, types, columnType);
        if (candidates.isEmpty()) {
            return List.of();
        }
        String tests = candidates.stream()
                .map(column -> "MAX(" + condition.formatted(Sql.identifier(column)) + ")")
                .collect(Collectors.joining(", "));
        String columns = candidates.stream().map(Sql::identifier).collect(Collectors.joining(", "));
        try {
            List<String> answers = server.show("SELECT /*+ MAX_EXECUTION_TIME(1000) */ " + tests + " FROM (SELECT "
                            + columns + " FROM " + table.quoted() + " LIMIT " + ROWS + ") sample")
                    .get(0);
            return IntStream.range(0, candidates.size())
                    .filter(i -> "1".equals(answers.get(i)))
                    .mapToObj(candidates::get)
                    .toList();
        } catch (SQLException e) {
            if (e.getErrorCode() == STATEMENT_TIMED_OUT) {
                return List.of();
            }
            throw e;
        }
    }

    private List<String> candidates(SourceTable table, List<String> types, String columnType) throws SQLException {
        String marks = types.stream().map(type -> "?").collect(Collectors.joining(", "));
        List<String> values = new ArrayList<>(List.of(table.database(), table.name(), columnType));
        values.addAll(types);
        return server
                .rows(
                        "SELECT column_name FROM information_schema.columns WHERE table_schema = ? AND table_name = ?"
                                + " AND column_type LIKE ? AND data_type IN (" + marks + ") ORDER BY ordinal_position",
                        values.toArray(new String[0]))
                .stream()
                .map(row -> row.get(0))
                .toList();
    }
}
