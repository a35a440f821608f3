package io.bendsync.runtime.verify;

import java.util.ArrayList;
import java.util.List;

/** Counts of differences, and the first few in words. */
final class Differences {
    private static final int EXAMPLES = 10;

    private final ComparedTable table;
    private final List<String> examples = new ArrayList<>();
    private long missing;
    private long surplus;
    private long different;

    Differences(ComparedTable table) {
        this.table = table;
    }

    void missing(List<String> row) {
        missing++;
        example(name(row) + " is missing in Databend");
    }

    void surplus(List<String> row) {
        surplus++;
        example(name(row) + " is in Databend only");
    }

    void different(List<String> mysql, List<String> databend) {
        different++;
        for (int i = 0; i < mysql.size(); i++) {
            String left = mysql.get(i);
            String right = databend.get(i);
            if (left == null ? right != null : !left.equals(right)) {
                example(name(mysql) + ", column " + table.columns().get(i).mysqlName() + ": MySQL " + shown(left)
                        + ", Databend " + shown(right));
            }
        }
    }

    TableReport report(long mysqlRows, long databendRows) {
        return new TableReport(
                table.pair(),
                mysqlRows,
                databendRows,
                missing,
                surplus,
                different,
                table.remarks(),
                examples,
                table.incomparable());
    }

    private void example(String text) {
        if (examples.size() < EXAMPLES) {
            examples.add(text);
        }
    }

    /** The row's key, or all of it where there is no key. */
    private String name(List<String> row) {
        int shown = table.keyColumns() == 0 ? row.size() : table.keyColumns();
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < shown; i++) {
            parts.add(table.columns().get(i).mysqlName() + "=" + shown(row.get(i)));
        }
        return "row " + String.join(", ", parts);
    }

    private static String shown(String value) {
        if (value == null) {
            return "NULL";
        }
        int longest = 80;
        return "'" + (value.length() > longest ? value.substring(0, longest) + "…" : value) + "'";
    }
}
