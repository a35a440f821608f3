package io.bendsync.runtime.verify;

import java.util.ArrayList;
import java.util.List;

/** Differences in words, for the terminal only: they hold what stands in the databases. */
final class DifferenceWords {
    private static final int LONGEST = 80;
    private static final int MOST = 10;

    private final ComparedTable table;
    private final List<Difference> differences = new ArrayList<>();

    DifferenceWords(ComparedTable table) {
        this.table = table;
    }

    void missing(List<String> row) {
        add(Difference.ROWS, name(row) + " is missing in Databend");
    }

    void surplus(List<String> row) {
        add(Difference.ROWS, name(row) + " is in Databend only");
    }

    void severalTimes(List<String> row, int times) {
        add(Difference.ROWS, name(row) + " is in Databend " + times + " times");
    }

    void different(List<String> mysql, List<String> databend) {
        for (int i = 0; i < mysql.size(); i++) {
            String left = mysql.get(i);
            String right = databend.get(i);
            if (left == null ? right != null : !left.equals(right)) {
                add(
                        i,
                        name(mysql) + ", column " + table.columns().get(i).mysqlName() + ": MySQL " + shown(left, right)
                                + ", Databend " + shown(right, left));
            }
        }
    }

    List<Difference> differences() {
        return List.copyOf(differences);
    }

    private void add(int column, String words) {
        if (differences.size() < MOST) {
            differences.add(new Difference(column, words));
        }
    }

    /** The row's key, or all of it where there is no key. */
    private String name(List<String> row) {
        int shown = table.keyColumns() == 0 ? row.size() : table.keyColumns();
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < shown; i++) {
            parts.add(table.columns().get(i).mysqlName() + "=" + shown(row.get(i), null));
        }
        return "row " + String.join(", ", parts);
    }

    /** The value; of a long one the piece where it begins to differ from the other. */
    private static String shown(String value, String other) {
        if (value == null) {
            return "NULL";
        }
        if (value.length() <= LONGEST) {
            return "'" + value + "'";
        }
        int same = 0;
        while (other != null
                && same < Math.min(value.length(), other.length())
                && value.charAt(same) == other.charAt(same)) {
            same++;
        }
        int from = Math.min(other == null ? 0 : Math.max(0, same - LONGEST / 4), value.length() - LONGEST);
        int to = from + LONGEST;
        return (from > 0 ? "'…" : "'") + value.substring(from, to) + (to < value.length() ? "…'" : "'");
    }
}
