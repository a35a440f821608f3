package io.bendsync.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Transactions that insert, update, delete and insert again, commit or roll back, against polling with key scans, or with
 * deletes out of the binlog, and random kills. Whatever happened, the stream replayed is the table. {@code -Dbendsync.runs} sets how many runs a mode
 * gets, {@code -Dbendsync.seed} the first seed.
 */
@ExtendWith(StackExtension.class)
class RandomDeletesIT {
    private static final int RUNS = Integer.getInteger("bendsync.runs", 2);
    private static final long SEED = Long.getLong("bendsync.seed", System.nanoTime());
    private static final int STEPS = 120;
    private static final int WRITERS = 3;

    @ParameterizedTest
    @CsvSource({
        "incrementing, key-scan", "timestamp, key-scan", "timestamp+incrementing, key-scan",
        "incrementing, binlog", "timestamp, binlog", "timestamp+incrementing, binlog"
    })
    void replayedStreamIsTheTable(String mode, String detection, MySqlDatabase mysql) throws SQLException {
        for (int run = 0; run < RUNS; run++) {
            mysql.execute("DROP TABLE IF EXISTS t", """
                    CREATE TABLE t (id BIGINT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(40),
                      tms TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6))""");
            new Story(mysql, mode, detection, SEED + run).play();
        }
    }

    private static final class Story {
        private final MySqlDatabase mysql;
        private final boolean updates;
        private final long seed;
        private final Random random;
        private final Replica replica = new Replica();
        private TaskRun run;

        Story(MySqlDatabase mysql, String mode, String detection, long seed) {
            this.mysql = mysql;
            this.updates = !mode.equals("incrementing");
            this.seed = seed;
            this.random = new Random(seed);
            this.run = TaskRun.start(Settings.of(mysql, mode)
                    .with("poll.interval.ms", "5")
                    .with("gap.margin.ms", "150")
                    .with("batch.max.rows", String.valueOf(1 + random.nextInt(20)))
                    .with("delete.detection", detection)
                    .with("table.whitelist", "t")
                    .with("delete.detection.interval.ms", String.valueOf(1 + random.nextInt(100)))
                    .with("delete.detection.keys.per.offset", String.valueOf(1 + random.nextInt(12)))
                    .map());
        }

        void play() throws SQLException {
            List<Writer> writers = new ArrayList<>();
            try {
                for (int i = 0; i < WRITERS; i++) {
                    writers.add(new Writer(mysql.connect(), updates, random));
                }
                for (int step = 0; step < STEPS; step++) {
                    writers.get(random.nextInt(WRITERS)).step();
                    if (random.nextInt(3) > 0) {
                        poll();
                    }
                    if (random.nextInt(20) == 0) {
                        run = run.restarted();
                    }
                }
                for (Writer writer : writers) {
                    writer.connection.commit();
                }
                compare();
            } finally {
                run.close();
                for (Writer writer : writers) {
                    writer.connection.close();
                }
            }
        }

        /** Polls; one time in four a kill comes after some of the records. */
        private void poll() {
            int[] left = {random.nextInt(4) == 0 ? random.nextInt(10) : Integer.MAX_VALUE};
            List<SourceRecord> records = run.poll(record -> left[0]-- > 0);
            replica.apply(records);
            if (left[0] < 0) {
                run = run.restarted();
            }
        }

        private void compare() {
            Map<String, Integer> table = new TreeMap<>();
            mysql.query("SELECT name FROM t").forEach(row -> table.merge(row.get(0), 1, Integer::sum));
            long end = System.nanoTime() + 60_000_000_000L;
            // Once more after they agree: a false delete may come late.
            for (int more = 0; more < 20 && System.nanoTime() < end; ) {
                replica.apply(run.poll());
                more = replica.names().equals(table) ? more + 1 : 0;
            }
            assertThat(replica.names()).as("seed %d", seed).isEqualTo(table);
        }
    }

    /** One session. It changes only rows of its own, so that no two wait for each other. */
    private static final class Writer {
        private final Connection connection;
        private final boolean updates;
        private final Random random;
        private final List<Long> ids = new ArrayList<>();
        private int version;

        Writer(Connection connection, boolean updates, Random random) throws SQLException {
            this.connection = connection;
            this.updates = updates;
            this.random = random;
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }

        void step() throws SQLException {
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> insert();
                case 3 -> {
                    if (updates) {
                        run("UPDATE t SET name = '%s' WHERE id = %d".formatted(name(), anyId()));
                    }
                }
                case 4, 5 -> run("DELETE FROM t WHERE id = %d".formatted(anyId()));
                case 6 -> {
                    if (updates && !ids.isEmpty()) {
                        run("REPLACE INTO t (id, name) VALUES (%d, '%s')".formatted(anyId(), name()));
                    }
                }
                case 7 -> connection.rollback();
                default -> connection.commit();
            }
        }

        private void insert() throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute(
                        "INSERT INTO t (name) VALUES ('%s'), ('%s')".formatted(name(), name()),
                        Statement.RETURN_GENERATED_KEYS);
                try (var keys = statement.getGeneratedKeys()) {
                    while (keys.next()) {
                        ids.add(keys.getLong(1));
                    }
                }
            }
        }

        private String name() {
            return System.identityHashCode(this) + "-" + ++version;
        }

        /** A row of this writer's; it may have been rolled back or deleted. */
        private long anyId() {
            return ids.isEmpty() ? 0 : ids.get(random.nextInt(ids.size()));
        }

        private void run(String sql) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
    }
}
