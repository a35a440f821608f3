package io.bendsync.benchmarks.data;

import io.bendsync.benchmarks.stack.BenchStack;
import io.bendsync.benchmarks.stack.Sql;
import io.bendsync.localstack.LocalMySql;

/** The MySQL table of ten columns, filled by the server itself, and kept for the next run. */
public final class OrdersTable {

    private static final int CHUNK = 100_000;

    private OrdersTable() {}

    /** Its name where it has so many rows. */
    public static String name(int rows) {
        return "orders_" + rows;
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
                    "CREATE TABLE " + name(rows) + " (id BIGINT AUTO_INCREMENT PRIMARY KEY, customer INT NOT NULL,"
                            + " status VARCHAR(16) NOT NULL, amount DECIMAL(12,2) NOT NULL, quantity SMALLINT NOT NULL,"
                            + " weight DOUBLE, paid BIT(1) NOT NULL, day DATE, changed TIMESTAMP(3) NOT NULL,"
                            + " note VARCHAR(400))",
                    "SET SESSION cte_max_recursion_depth = " + (CHUNK + 1));
            for (int from = 0; from < rows; from += CHUNK) {
                sql.execute(insert(rows, from, Math.min(CHUNK, rows - from)));
            }
            sql.execute("ANALYZE TABLE " + name(rows));
        }
    }

    private static String insert(int rows, int from, int count) {
        return "INSERT INTO " + name(rows)
                + " WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + count + "),"
                + " m AS (SELECT i + " + from + " AS id, CRC32(i + " + from + ") AS c FROM n)"
                + " SELECT id, c % 100000, ELT(1 + c % 5, 'new', 'paid', 'packed', 'shipped', 'returned'),"
                + " (c % 10000000) / 100, c % 100, IF(c % 10 = 0, NULL, (c % 100000) / 64), c % 2,"
                + " DATE'2022-01-08' + INTERVAL (c % 1000) DAY,"
                + " TIMESTAMP'2023-11-14 22:13:20' + INTERVAL (id * 100000) MICROSECOND,"
                + " CONCAT(REPEAT('handle with care; leave with the neighbour at number ', 3), HEX(c), ' öü') FROM m";
    }
}
