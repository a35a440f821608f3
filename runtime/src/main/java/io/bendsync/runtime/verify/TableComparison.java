package io.bendsync.runtime.verify;

import io.bendsync.runtime.database.DatabendDatabase;
import io.bendsync.runtime.database.MySqlDatabase;
import io.bendsync.runtime.database.Rows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares two tables row by row. Both sides are read in the key's order and walked side by side, so that a table may be
 * of any length; a table without a key is compared as a bag of rows, held in memory.
 */
public final class TableComparison {
    private final MySqlDatabase mysql;
    private final DatabendDatabase databend;
    private long mysqlRows;
    private long databendRows;

    public TableComparison(MySqlDatabase mysql, DatabendDatabase databend) {
        this.mysql = mysql;
        this.databend = databend;
    }

    /** Reads both tables whole and says where they differ. */
    public TableReport compare(TablePair pair) {
        mysqlRows = 0;
        databendRows = 0;
        ComparedTable table = ComparedTable.of(pair, mysql, databend);
        Differences differences = new Differences(table);
        if (!table.columns().isEmpty()) {
            try (Rows left = mysql.query(table.mysqlQuery());
                    Rows right = databend.query(table.databendQuery())) {
                if (table.keyColumns() > 0) {
                    walk(table, left, right, differences);
                } else {
                    count(table, left, right, differences);
                }
            }
        }
        return differences.report(mysqlRows, databendRows);
    }

    private void walk(ComparedTable table, Rows left, Rows right, Differences differences) {
        List<String> mine = nextMySql(table, left);
        List<String> theirs = nextDatabend(table, right);
        while (mine != null || theirs != null) {
            int order = mine == null ? 1 : theirs == null ? -1 : compareKeys(table, mine, theirs);
            if (order < 0) {
                differences.missing(mine);
                mine = nextMySql(table, left);
            } else if (order > 0) {
                differences.surplus(theirs);
                theirs = nextDatabend(table, right);
            } else {
                if (!mine.equals(theirs)) {
                    differences.different(mine, theirs);
                }
                mine = nextMySql(table, left);
                theirs = nextDatabend(table, right);
            }
        }
    }

    private void count(ComparedTable table, Rows left, Rows right, Differences differences) {
        Map<List<String>, Long> balance = new HashMap<>();
        for (List<String> row = nextMySql(table, left); row != null; row = nextMySql(table, left)) {
            balance.merge(row, 1L, Long::sum);
        }
        for (List<String> row = nextDatabend(table, right); row != null; row = nextDatabend(table, right)) {
            balance.merge(row, -1L, Long::sum);
        }
        balance.forEach((row, surplus) -> {
            for (long i = surplus; i > 0; i--) {
                differences.missing(row);
            }
            for (long i = surplus; i < 0; i++) {
                differences.surplus(row);
            }
        });
    }

    private List<String> nextMySql(ComparedTable table, Rows rows) {
        List<String> row = rows.next();
        mysqlRows += row == null ? 0 : 1;
        return canonical(table, row);
    }

    private List<String> nextDatabend(ComparedTable table, Rows rows) {
        List<String> row = rows.next();
        databendRows += row == null ? 0 : 1;
        return canonical(table, row);
    }

    private static List<String> canonical(ComparedTable table, List<String> row) {
        if (row == null) {
            return null;
        }
        List<String> cells = new ArrayList<>(row.size());
        for (int i = 0; i < row.size(); i++) {
            cells.add(table.columns().get(i).kind().canonical(row.get(i)));
        }
        return cells;
    }

    private static int compareKeys(ComparedTable table, List<String> left, List<String> right) {
        for (int i = 0; i < table.keyColumns(); i++) {
            int order = table.columns().get(i).kind().compare(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
