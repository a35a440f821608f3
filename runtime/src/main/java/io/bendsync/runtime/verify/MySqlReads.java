package io.bendsync.runtime.verify;

import io.bendsync.runtime.database.MySqlDatabase;
import io.bendsync.runtime.database.Rows;
import io.bendsync.runtime.problem.BendsyncException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Reads MySQL one statement at a time, and rests after each one so long that MySQL is kept busy for no more than a share
 * of the time. No statement locks anything: each reads a snapshot of its own.
 */
final class MySqlReads {
    private static final double ALL = 100;

    private final MySqlDatabase mysql;
    private final int loadPercent;

    /** @param loadPercent 1 to 100 */
    MySqlReads(MySqlDatabase mysql, int loadPercent) {
        this.mysql = mysql;
        this.loadPercent = loadPercent;
    }

    /** Gives each row of a query to the consumer; parameters take the place of its question marks. */
    void each(String sql, Consumer<List<String>> consumer, String... parameters) {
        long begun = System.nanoTime();
        try (Rows rows = mysql.query(sql, parameters)) {
            for (List<String> row = rows.next(); row != null; row = rows.next()) {
                consumer.accept(row);
            }
        }
        rest(System.nanoTime() - begun);
    }

    private void rest(long busyNanos) {
        long nanos = (long) (busyNanos * (ALL / loadPercent - 1));
        if (nanos <= 0) {
            return;
        }
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw BendsyncException.failed("stopped while comparing", e);
        }
    }
}
