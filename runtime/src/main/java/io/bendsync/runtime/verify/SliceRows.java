package io.bendsync.runtime.verify;

import io.bendsync.runtime.database.DatabendDatabase;
import io.bendsync.runtime.database.Rows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The last step below a slice: its rows read from both sides, matched by key and compared cell by cell. */
final class SliceRows {
    private final ComparedTable table;
    private final RowText text;
    private final MySqlReads mysql;
    private final DatabendDatabase databend;

    SliceRows(ComparedTable table, RowText text, MySqlReads mysql, DatabendDatabase databend) {
        this.table = table;
        this.text = text;
        this.mysql = mysql;
        this.databend = databend;
    }

    /** What differs now in some slices, by key. */
    Map<List<String>, Finding> compare(List<Slice> slices) {
        Map<List<String>, List<List<String>>> ours = ofMySql(slices);
        Map<List<String>, List<List<String>>> theirs = new LinkedHashMap<>();
        try (Rows rows = databend.query("SELECT " + columns(false) + " FROM " + text.databendTable() + " WHERE "
                + any(slices, Slice::databendCondition))) {
            for (List<String> row = rows.next(); row != null; row = rows.next()) {
                put(theirs, row, false);
            }
        }
        Map<List<String>, Finding> findings = new LinkedHashMap<>();
        Set<List<String>> keys = new HashSet<>(ours.keySet());
        keys.addAll(theirs.keySet());
        for (List<String> key : keys) {
            List<List<String>> left = sorted(ours.get(key));
            List<List<String>> right = sorted(theirs.get(key));
            if (!left.equals(right)) {
                findings.put(key, finding(key, left, right));
            }
        }
        return findings;
    }

    /** What MySQL alone has now in some slices, by key. */
    Map<List<String>, Sight> watch(List<Slice> slices) {
        Map<List<String>, Sight> sights = new LinkedHashMap<>();
        ofMySql(slices).forEach((key, rows) -> sights.put(key, Sight.of(sorted(rows))));
        return sights;
    }

    private Map<List<String>, List<List<String>>> ofMySql(List<Slice> slices) {
        Map<List<String>, List<List<String>>> rows = new LinkedHashMap<>();
        mysql.each(
                "SELECT " + columns(true) + " FROM " + text.mysqlTable() + " WHERE "
                        + any(slices, Slice::mysqlCondition),
                row -> put(rows, row, true));
        return rows;
    }

    private static String any(List<Slice> slices, Function<Slice, String> condition) {
        return slices.stream().map(condition).collect(Collectors.joining(") OR (", "(", ")"));
    }

    private String columns(boolean ofMySql) {
        return table.columns().stream()
                .map(column -> ofMySql ? column.mysqlExpression() : column.databendExpression())
                .collect(Collectors.joining(","));
    }

    private void put(Map<List<String>, List<List<String>>> byKey, List<String> row, boolean ofMySql) {
        List<String> cells = new ArrayList<>(row.size());
        for (int i = 0; i < row.size(); i++) {
            ComparedColumn column = table.columns().get(i);
            cells.add(ofMySql ? column.ofMySql(row.get(i)) : column.ofDatabend(row.get(i)));
        }
        List<String> key = table.keyColumns() == 0 ? cells : new ArrayList<>(cells.subList(0, table.keyColumns()));
        byKey.computeIfAbsent(key, any -> new ArrayList<>(1)).add(cells);
    }

    private static List<List<String>> sorted(List<List<String>> rows) {
        return rows == null
                ? List.of()
                : rows.stream().sorted(Comparator.comparing(Object::toString)).toList();
    }

    private Finding finding(List<String> key, List<List<String>> left, List<List<String>> right) {
        DifferenceWords words = new DifferenceWords(table);
        int both = Math.min(left.size(), right.size());
        int different = 0;
        for (int i = 0; i < both; i++) {
            if (!left.get(i).equals(right.get(i))) {
                different++;
                words.different(left.get(i), right.get(i));
            }
        }
        for (List<String> row : left.subList(both, left.size())) {
            words.missing(row);
        }
        if (both > 0 && right.size() > both && table.keyColumns() > 0) {
            words.severalTimes(right.get(0), right.size());
        } else {
            right.subList(both, right.size()).forEach(words::surplus);
        }
        return new Finding(
                key,
                left.size() - both,
                right.size() - both,
                different,
                Sight.of(left),
                Sight.of(right),
                words.differences());
    }
}
