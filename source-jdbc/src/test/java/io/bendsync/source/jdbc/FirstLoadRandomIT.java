package io.bendsync.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A first load by several tasks while random transactions insert, update, delete, commit late and roll back, and tasks
 * and workers are killed at random. Whatever happened, the topic replayed is the table, no row goes back to an older
 * version, and each version came once. {@code -Dbendsync.runs} sets how many runs a mode gets, {@code -Dbendsync.seed}
 * the first seed.
 */
@ExtendWith(StackExtension.class)
class FirstLoadRandomIT {
    private static final int RUNS = Integer.getInteger("bendsync.runs", 2);
    private static final long SEED = Long.getLong("bendsync.seed", System.nanoTime());
    private static final int STEPS = 250;
    private static final int WRITERS = 4;
    private static final int ROWS = 1200;

    @ParameterizedTest
    @ValueSource(strings = {"incrementing", "timestamp", "timestamp+incrementing"})
    void replayedTopicEqualsTheTable(String mode, MySqlDatabase mysql) throws SQLException {
        for (int run = 0; run < RUNS; run++) {
            long seed = SEED + run;
            mysql.execute("DROP TABLE IF EXISTS t", """
                    CREATE TABLE t (id BIGINT AUTO_INCREMENT PRIMARY KEY, version BIGINT,
                      tms TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6))""");
            mysql.execute("SET SESSION cte_max_recursion_depth = 5000", """
                    INSERT INTO t (version, tms)
                    WITH RECURSIVE s(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < %d)
                    SELECT 0, '2020-01-01' + INTERVAL i SECOND FROM s""".formatted(ROWS));
            new Story(mysql, mode, seed).play();
        }
    }

    private static final class Story {
        private final MySqlDatabase mysql;
        private final String mode;
        private final long seed;
        private final Random random;

        Story(MySqlDatabase mysql, String mode, long seed) {
            this.mysql = mysql;
            this.mode = mode;
            this.seed = seed;
            this.random = new Random(seed);
        }

        void play() throws SQLException {
            List<Writer> writers = new ArrayList<>();
            try {
                for (int i = 0; i < WRITERS; i++) {
                    writers.add(new Writer(mysql.connect(), i, !mode.equals("incrementing"), random));
                }
                // Some are in the middle of a transaction when the load is planned.
                for (int step = 0; step < 20; step++) {
                    writers.get(random.nextInt(WRITERS)).step();
                }
                try (WorkerRun run = WorkerRun.start(settings().map())) {
                    for (int step = 0; step < STEPS; step++) {
                        writers.get(random.nextInt(WRITERS)).step();
                        work(run);
                    }
                    for (Writer writer : writers) {
                        writer.end();
                    }
                    compare(run);
                }
            } finally {
                for (Writer writer : writers) {
                    writer.connection.close();
                }
            }
        }

        private Settings settings() {
            return Settings.of(mysql, mode)
                    .with("tasks.max", String.valueOf(2 + random.nextInt(3)))
                    .with("first.load.chunk.rows", "200")
                    .with("batch.max.rows", String.valueOf(1 + random.nextInt(20)))
                    .with("table.poll.interval.ms", "100")
                    .with("poll.interval.ms", "5")
                    .with("gap.margin.ms", "150");
        }

        private void work(WorkerRun run) {
            run.reconfigured();
            int task = random.nextInt(run.tasks());
            switch (random.nextInt(60)) {
                case 0 -> run.killAll();
                case 1, 2 -> run.kill(task);
                default -> {
                    run.poll(task);
                    run.deliver(random.nextInt(run.tasks()), random.nextInt(40));
                }
            }
        }

        private void compare(WorkerRun run) throws SQLException {
            Map<Long, Long> table = table();
            long end = System.nanoTime() + 60_000_000_000L;
            while (!replayed(run).entrySet().containsAll(table.entrySet()) && System.nanoTime() < end) {
                run.round();
            }
            assertThat(replayed(run)).as("seed %d", seed).containsAllEntriesOf(table);
            Map<Long, Long> newest = new HashMap<>();
            for (SourceRecord record : run.log()) {
                Struct row = (Struct) record.value();
                long version = row.getInt64("version");
                Long before = newest.put(row.getInt64("id"), version);
                assertThat(version)
                        .as("seed %d, id %d, tms %s", seed, row.getInt64("id"), row.get("tms"))
                        .isGreaterThan(before == null ? -1 : before);
            }
        }

        private static Map<Long, Long> replayed(WorkerRun run) {
            Map<Long, Long> replayed = new HashMap<>();
            run.log().forEach(record -> {
                Struct row = (Struct) record.value();
                replayed.put(row.getInt64("id"), row.getInt64("version"));
            });
            return replayed;
        }

        private Map<Long, Long> table() throws SQLException {
            Map<Long, Long> table = new HashMap<>();
            try (Connection connection = mysql.connect();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT id, version FROM t")) {
                while (rows.next()) {
                    table.put(rows.getLong(1), rows.getLong(2));
                }
            }
            return table;
        }
    }

    /** One session. It changes only rows of its own, so that no two wait for each other. */
    private static final class Writer {
        private final Connection connection;
        private final int number;
        private final boolean updates;
        private final Random random;
        private final List<Long> ids = new ArrayList<>();
        private long version;

        Writer(Connection connection, int number, boolean updates, Random random) throws SQLException {
            this.connection = connection;
            this.number = number;
            this.updates = updates;
            this.random = random;
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }

        void step() throws SQLException {
            switch (random.nextInt(10)) {
                case 0, 1 -> insert();
                case 2, 3, 4 -> {
                    if (updates) {
                        run("UPDATE t SET version = %d WHERE id = %d".formatted(++version, anyId()));
                    }
                }
                case 5 -> run("DELETE FROM t WHERE id = %d".formatted(anyId()));
                case 6 -> connection.rollback();
                default -> connection.commit();
            }
        }

        private void insert() throws SQLException {
            version += 2;
            try (Statement statement = connection.createStatement()) {
                statement.execute(
                        "INSERT INTO t (version) VALUES (%d), (%d)".formatted(version - 1, version),
                        Statement.RETURN_GENERATED_KEYS);
                try (ResultSet keys = statement.getGeneratedKeys()) {
                    while (keys.next()) {
                        ids.add(keys.getLong(1));
                    }
                }
            }
        }

        /** A row of this writer's: one it inserted, or one of those that were there; it may be gone. */
        private long anyId() {
            return ids.isEmpty() || random.nextBoolean()
                    ? 1 + number + WRITERS * (long) random.nextInt(ROWS / WRITERS)
                    : ids.get(random.nextInt(ids.size()));
        }

        void end() throws SQLException {
            if (random.nextBoolean()) {
                connection.commit();
            } else {
                connection.rollback();
            }
        }

        private void run(String sql) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
    }
}
