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
 * Random transactions that overlap, commit late, commit early or roll back, against polling with random kills. Whatever
 * happened, the stream replayed is the table, and each row version came once. {@code -Dbendsync.runs} sets how many
 * runs a mode gets, {@code -Dbendsync.seed} the first seed.
 */
@ExtendWith(StackExtension.class)
class RandomTransactionsIT {
    private static final int RUNS = Integer.getInteger("bendsync.runs", 3);
    private static final long SEED = Long.getLong("bendsync.seed", System.nanoTime());
    private static final int STEPS = 80;
    private static final int WRITERS = 4;

    @ParameterizedTest
    @ValueSource(strings = {"incrementing", "timestamp", "timestamp+incrementing"})
    void replayedStreamEqualsTheTable(String mode, MySqlDatabase mysql) throws SQLException {
        for (int run = 0; run < RUNS; run++) {
            long seed = SEED + run;
            mysql.execute("DROP TABLE IF EXISTS t", """
                    CREATE TABLE t (id BIGINT AUTO_INCREMENT PRIMARY KEY, owner INT, version INT,
                      tms TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6))""");
            new Story(mysql, mode, seed).play();
        }
    }

    private static final class Story {
        private final MySqlDatabase mysql;
        private final boolean updates;
        private final long seed;
        private final Random random;
        private final Map<Long, Integer> replayed = new HashMap<>();
        private final List<String> versions = new ArrayList<>();
        private TaskRun run;

        Story(MySqlDatabase mysql, String mode, long seed) {
            this.mysql = mysql;
            this.updates = !mode.equals("incrementing");
            this.seed = seed;
            this.random = new Random(seed);
            this.run = TaskRun.start(Settings.of(mysql, mode)
                    .with("poll.interval.ms", "5")
                    .with("gap.margin.ms", "150")
                    .with("batch.max.rows", String.valueOf(1 + random.nextInt(20)))
                    .map());
        }

        void play() throws SQLException {
            List<Writer> writers = new ArrayList<>();
            try {
                for (int i = 0; i < WRITERS; i++) {
                    writers.add(new Writer(mysql.connect(), i, updates, random));
                }
                for (int step = 0; step < STEPS; step++) {
                    writers.get(random.nextInt(WRITERS)).step();
                    if (random.nextInt(3) == 0) {
                        poll();
                    }
                    if (random.nextInt(15) == 0) {
                        run = run.restarted();
                    }
                }
                for (Writer writer : writers) {
                    writer.end();
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
            int kept = random.nextInt(4) == 0 ? random.nextInt(10) : Integer.MAX_VALUE;
            int[] left = {kept};
            take(run.poll(record -> left[0]-- > 0));
            if (left[0] < 0) {
                run = run.restarted();
            }
        }

        private void take(List<SourceRecord> records) {
            for (SourceRecord record : records) {
                Struct row = (Struct) record.value();
                replayed.put(row.getInt64("id"), row.getInt32("version"));
                versions.add(row.getInt64("id") + "/" + row.getInt32("version") + " of " + row.getInt64("tms"));
            }
        }

        private void compare() throws SQLException {
            Map<Long, Integer> table = table();
            long end = System.nanoTime() + 30_000_000_000L;
            while (!replayed.entrySet().containsAll(table.entrySet()) && System.nanoTime() < end) {
                take(run.poll());
            }
            assertThat(replayed).as("seed %d", seed).containsAllEntriesOf(table);
            assertThat(versions).as("seed %d", seed).doesNotHaveDuplicates();
        }

        private Map<Long, Integer> table() throws SQLException {
            Map<Long, Integer> table = new HashMap<>();
            try (Connection connection = mysql.connect();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT id, version FROM t")) {
                while (rows.next()) {
                    table.put(rows.getLong(1), rows.getInt(2));
                }
            }
            return table;
        }
    }

    /** One session. It changes only rows of its own, so that no two wait for each other. */
    private static final class Writer {
        private final Connection connection;
        private final int owner;
        private final boolean updates;
        private final Random random;
        private final List<Long> ids = new ArrayList<>();
        private int version;

        Writer(Connection connection, int owner, boolean updates, Random random) throws SQLException {
            this.connection = connection;
            this.owner = owner;
            this.updates = updates;
            this.random = random;
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }

        void step() throws SQLException {
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> insert();
                case 3 -> {
                    if (updates) {
                        run("UPDATE t SET version = %d WHERE id = %d".formatted(++version, anyId()));
                    }
                }
                case 4 -> run("DELETE FROM t WHERE id = %d".formatted(anyId()));
                case 5 -> connection.rollback();
                default -> connection.commit();
            }
        }

        private void insert() throws SQLException {
            try (Statement statement = connection.createStatement()) {
                int first = ++version;
                int second = ++version;
                statement.execute(
                        "INSERT INTO t (owner, version) VALUES (%d, %d), (%d, %d)"
                                .formatted(owner, first, owner, second),
                        Statement.RETURN_GENERATED_KEYS);
                try (ResultSet keys = statement.getGeneratedKeys()) {
                    while (keys.next()) {
                        ids.add(keys.getLong(1));
                    }
                }
            }
        }

        /** A row of this writer's; it may have been rolled back or deleted. */
        private long anyId() {
            return ids.isEmpty() ? 0 : ids.get(random.nextInt(ids.size()));
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
