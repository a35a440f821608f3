package io.bendsync.benchmarks.stack;

import io.bendsync.benchmarks.measure.ChildSettings;

/** Watches a table in Databend until all rows that a query counts are there. */
public final class Committed implements AutoCloseable {

    private static final long PAUSE_MS = 100;

    private final Sql sql;
    private final String count;

    private Committed(Sql sql, String count) {
        this.sql = sql;
        this.count = count;
    }

    /** As the process's settings URL, USER, PASSWORD and COUNT say. */
    public static Committed fromSettings() {
        return counting(ChildSettings.text("COUNT"));
    }

    /** By this query instead. */
    public static Committed counting(String query) {
        return new Committed(
                Sql.connect(ChildSettings.text("URL"), ChildSettings.text("USER"), ChildSettings.text("PASSWORD")),
                query);
    }

    /** Waits for so many rows; {@code check} is asked between the looks and ends the wait by throwing. */
    public void await(long rows, Runnable check) throws InterruptedException {
        while (sql.numberOrAbsent(count) < rows) {
            check.run();
            Thread.sleep(PAUSE_MS);
        }
    }

    @Override
    public void close() {
        sql.close();
    }
}
