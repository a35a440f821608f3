package io.bendsync.benchmarks.stack;

import io.bendsync.benchmarks.measure.Measurement;

/**
 * The bare things in Databend: one COPY INTO, one MERGE, of rows that are already staged as one Parquet file. Their
 * time is the engine's; there is no process of ours to count.
 */
public final class BareStatements {

    private static final String COLUMNS = "id, customer, status, amount, quantity, weight, paid, day, changed, note";
    private static final double NANOS = 1e9;

    private final Sql sql;

    /** By this connection. */
    public BareStatements(Sql sql) {
        this.sql = sql;
        sql.execute("CREATE STAGE IF NOT EXISTS bench_stage");
    }

    /** Loads all rows of a filled table into an empty one like it. */
    public Measurement copy(String table, int rows) {
        stage("SELECT " + COLUMNS + " FROM " + table);
        sql.execute("CREATE OR REPLACE TABLE bench.plain LIKE " + table);
        return timed(rows, "COPY INTO bench.plain FROM @bench_stage/bare/ FILE_FORMAT = (TYPE = PARQUET) FORCE = TRUE");
    }

    /** Merges what a condition selects of one table into a copy of another. */
    public Measurement merge(String table, String condition, String before, int rows) {
        stage("SELECT " + COLUMNS + " FROM " + table + " WHERE " + condition);
        sql.execute(
                "CREATE OR REPLACE TABLE bench.plain LIKE " + before,
                "INSERT INTO bench.plain SELECT * FROM " + before);
        return timed(
                rows,
                "MERGE INTO bench.plain AS t USING (SELECT " + COLUMNS
                        + " FROM @bench_stage/bare/ (FILE_FORMAT => 'parquet')) AS s ON t.id = s.id"
                        + " WHEN MATCHED THEN UPDATE * WHEN NOT MATCHED THEN INSERT *");
    }

    private void stage(String query) {
        sql.execute(
                "REMOVE @bench_stage/bare/",
                "COPY INTO @bench_stage/bare/ FROM (" + query + ") FILE_FORMAT = (TYPE = PARQUET) SINGLE = TRUE");
    }

    private Measurement timed(int rows, String statement) {
        long begun = System.nanoTime();
        sql.execute(statement);
        return new Measurement(rows, (System.nanoTime() - begun) / NANOS, 0, 0);
    }
}
