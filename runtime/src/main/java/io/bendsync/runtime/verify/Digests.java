package io.bendsync.runtime.verify;

import io.bendsync.runtime.database.DatabendDatabase;
import io.bendsync.runtime.database.Rows;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Counts and checksums of the parts of a slice, computed inside the databases; only the cells that have no text of SQL's
 * are read and added here.
 */
final class Digests {
    private static final int LONG_BYTES = 8;

    private final RowText text;
    private final MySqlReads mysql;
    private final DatabendDatabase databend;

    Digests(RowText text, MySqlReads mysql, DatabendDatabase databend) {
        this.text = text;
        this.mysql = mysql;
        this.databend = databend;
    }

    /** MySQL's digests of those parts that have rows, by their numbers. */
    Map<Long, Digest> mysql(Slice slice, Slice.Cut cut) {
        Map<Long, Digest> digests = new HashMap<>();
        mysql.each(
                "SELECT " + cut.mysqlPart() + " AS part,"
                        + (text.streamed().isEmpty()
                                ? "COUNT(*),SUM(" + text.mysqlNumber() + ")"
                                : text.mysqlNumber() + cells(true))
                        + " FROM " + text.mysqlTable() + " WHERE " + slice.mysqlCondition()
                        + (text.streamed().isEmpty() ? " GROUP BY part" : ""),
                row -> add(digests, row, true));
        return digests;
    }

    /** Databend's digests of the same parts. */
    Map<Long, Digest> databend(Slice slice, Slice.Cut cut) {
        Map<Long, Digest> digests = new HashMap<>();
        String sql = "SELECT " + cut.databendPart() + " AS part,"
                + (text.streamed().isEmpty()
                        ? "count(*),sum(" + text.databendNumber() + ")"
                        : text.databendNumber() + cells(false))
                + " FROM " + text.databendTable() + " WHERE " + slice.databendCondition()
                + (text.streamed().isEmpty() ? " GROUP BY part" : "");
        try (Rows rows = databend.query(sql)) {
            for (List<String> row = rows.next(); row != null; row = rows.next()) {
                add(digests, row, false);
            }
        }
        return digests;
    }

    private String cells(boolean ofMySql) {
        return text.streamed().stream()
                .map(column -> ofMySql ? column.mysqlExpression() : column.databendExpression())
                .collect(Collectors.joining(",", ",", ""));
    }

    private void add(Map<Long, Digest> digests, List<String> row, boolean ofMySql) {
        Digest digest = text.streamed().isEmpty()
                ? new Digest(Long.parseLong(row.get(1)), Long.parseLong(row.get(2)))
                : new Digest(1, number(row, ofMySql));
        digests.merge(Long.parseLong(row.get(0)), digest, Digest::plus);
    }

    /** Of a row whose streamed cells stand behind its part and the number of all the others. */
    private long number(List<String> row, boolean ofMySql) {
        StringBuilder all = new StringBuilder(row.get(1));
        for (int i = 0; i < text.streamed().size(); i++) {
            ComparedColumn column = text.streamed().get(i);
            String cell = ofMySql ? column.ofMySql(row.get(i + 2)) : column.ofDatabend(row.get(i + 2));
            all.append(',').append(cell == null ? "N" : cell.length() + ":" + cell);
        }
        byte[] hash = Fingerprint.sha256(all.toString().getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(hash, 0, LONG_BYTES).getLong();
    }
}
