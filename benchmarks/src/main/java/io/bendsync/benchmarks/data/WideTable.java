package io.bendsync.benchmarks.data;

import io.bendsync.benchmarks.stack.BenchStack;
import io.bendsync.benchmarks.stack.Sql;
import io.bendsync.localstack.LocalMySql;

/** A MySQL table of long rows: texts of 1 KB to 4 MB, 1 MB on the average, long and short in no order. */
public final class WideTable {
    private static final int ORDERS_PER_ROW = 2000;
    private static final int FEWEST = 100;

    private WideTable() {}

    /** How many rows go with so many rows of the orders table. */
    public static int rows(int orders) {
        return Math.max(FEWEST, orders / ORDERS_PER_ROW);
    }

    /** Its name where it has so many rows. */
    public static String name(int rows) {
        return "wide_" + rows;
    }

    /** Makes and fills it unless it is there. */
    public static void provide(LocalMySql mysql, int rows) {
        try (Sql sql = Sql.connect(mysql.url(""), mysql.user(), mysql.password())) {
            sql.execute("CREATE DATABASE IF NOT EXISTS " + BenchStack.DATABASE, "USE " + BenchStack.DATABASE);
            if (sql.numberOrAbsent("SELECT COUNT(*) FROM " + name(rows)) == rows) {
                return;
            }
            sql.execute(
                    "DROP TABLE IF EXISTS " + name(rows),
                    "CREATE TABLE " + name(rows) + " (id BIGINT AUTO_INCREMENT PRIMARY KEY, note LONGTEXT NOT NULL)");
            for (int id = 1; id <= rows; id++) {
                // A quarter of the rows is long, the rest short.
                sql.execute("INSERT INTO " + name(rows) + " SELECT " + id + ", REPEAT('0123456789abcdef', IF(CRC32("
                        + id + ") % 4 = 0, 250000, 64 + CRC32(" + id + ") % 4000))");
            }
        }
    }
}
