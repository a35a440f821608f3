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
 * happened, the stream of each table replayed is the table, and each row version came once. One story is so many tables
 * at a time, whose rows the same transactions change; {@code -Dbendsync.runs} sets how many stories a mode gets,
 * {@code -Dbendsync.seed} the first seed.
 */
@ExtendWith(StackExtension.class)
class RandomTransactionsIT {
    private static final int RUNS = Integer.getInteger("bendsync.runs", 2);
    private static final long SEED = Long.getLong("bendsync.seed", System.nanoTime());
    private static final int TABLES = 25;
    private static final int STEPS = 800;
    private static final int WRITERS = 5;

    @ParameterizedTest
    @ValueSource(strings = {"incrementing", "timestamp", "timestamp+incrementing"})
    void replayedStreamEqualsTheTable(String mode, MySqlDatabase mysql) throws SQLException {
        for (int run = 0; run < RUNS; run++) {
            new Story(mysql, Settings.of(mysql, mode), SEED + run).play(true);
        }
    }

    /** Without PROCESS: nothing is lost; a restart may repeat what is younger than gap.timeout.ms. */
    @ParameterizedTest
    @ValueSource(strings = {"incrementing", "timestamp", "timestamp+incrementing"})
    void replayedStreamEqualsTheTableWithoutThePrivilege(String mode, MySqlDatabase mysql) throws SQLException {
        String user = "u" + mysql.name();
        mysql.execute(
                "CREATE USER '" + user + "'@'%' IDENTIFIED BY 'pw'",
                "GRANT SELECT ON " + mysql.name() + ".* TO '" + user + "'@'%'");
        try {
            Settings settings =
                    Settings.of(mysql, mode).with("connection.user", user).with("connection.password", "pw");
            new Story(mysql, settings, SEED).play(mode.equals("incrementing"));
        } finally {
            mysql.execute("DROP USER '" + user + "'@'%'");
        }
    }

    private static final class Story {
        private final MySqlDatabase mysql;
        private final boolean updates;
        private final long seed;
        private final Random random;
        private final Map<String, Integer> replayed = new HashMap<>();
        private final List<String> versions = new ArrayList<>();
        private TaskRun run;

        Story(MySqlDatabase mysql, Settings settings, long seed) {
            this.mysql = mysql;
            this.updates = !settings.map().get("mode").equals("incrementing");
            this.seed = seed;
            this.random = new Random(seed);
            for (int i = 0; i < TABLES; i++) {
                mysql.execute("DROP TABLE IF EXISTS t" + i, """
                        CREATE TABLE t%d (id BIGINT AUTO_INCREMENT PRIMARY KEY, owner INT, version INT,
                          tms TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6))""".formatted(i));
            }
            this.run = TaskRun.start(settings.with("poll.interval.ms", "5")
                    .with("gap.margin.ms", "150")
                    .with("batch.max.rows", String.valueOf(1 + random.nextInt(20)))
                    .map());
        }

        void play(boolean once) throws SQLException {
            List<Writer> writers = new ArrayList<>();
            try {
                for (int i = 0; i < WRITERS; i++) {
                    writers.add(new Writer(mysql.connect(), i, updates, random));
                }
                for (int step = 0; step < STEPS; step++) {
                    writers.get(random.nextInt(WRITERS)).step();
                    if (random.nextInt(2) == 0) {
                        poll();
                    }
                    if (random.nextInt(100) == 0) {
                        run = run.restarted();
                    }
                }
                for (Writer writer : writers) {
                    writer.end();
                }
                compare(once);
            } finally {
                run.close();
                for (Writer writer : writers) {
                    writer.connection.close();
                }
            }
        }

        /** Polls; at times a kill comes after some of the records. */
        private void poll() {
            int kept = random.nextInt(20) == 0 ? random.nextInt(10) : Integer.MAX_VALUE;
            int[] left = {kept};
            take(run.poll(record -> left[0]-- > 0));
            if (left[0] < 0) {
                run = run.restarted();
            }
        }

        private void take(List<SourceRecord> records) {
            for (SourceRecord record : records) {
                Struct row = (Struct) record.value();
                String key = record.topic() + "/" + row.getInt64("id");
                replayed.put(key, row.getInt32("version"));
                versions.add(key + "/" + row.getInt32("version") + " of " + row.getInt64("tms"));
            }
        }

        private void compare(boolean once) throws SQLException {
            Map<String, Integer> tables = tables();
            long end = System.nanoTime() + 60_000_000_000L;
            while (!replayed.entrySet().containsAll(tables.entrySet()) && System.nanoTime() < end) {
                take(run.poll());
            }
            assertThat(replayed).as("seed %d", seed).containsAllEntriesOf(tables);
            if (once) {
                assertThat(versions).as("seed %d", seed).doesNotHaveDuplicates();
            }
        }

        private Map<String, Integer> tables() throws SQLException {
            Map<String, Integer> rows = new HashMap<>();
            try (Connection connection = mysql.connect();
                    Statement statement = connection.createStatement()) {
                for (int i = 0; i < TABLES; i++) {
                    try (ResultSet found = statement.executeQuery("SELECT id, version FROM t" + i)) {
                        while (found.next()) {
                            rows.put("t" + i + "/" + found.getLong(1), found.getInt(2));
                        }
                    }
                }
            }
            return rows;
        }
    }

    /** One session. It changes only rows of its own, so that no two wait for each other. */
    private static final class Writer {
        private final Connection connection;
        private final int owner;
        private final boolean updates;
        private final Random random;
        private final Map<Integer, List<Long>> ids = new HashMap<>();
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
            int table = random.nextInt(TABLES);
            switch (random.nextInt(10)) {
                case 0, 1, 2, 3 -> insert(table);
                case 4, 5 -> {
                    if (updates) {
                        run("UPDATE t%d SET version = %d WHERE id = %d".formatted(table, ++version, anyId(table)));
                    }
                }
                case 6 -> run("DELETE FROM t%d WHERE id = %d".formatted(table, anyId(table)));
                case 7 -> connection.rollback();
                default -> connection.commit();
            }
        }

        private void insert(int table) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                int first = ++version;
                int second = ++version;
                statement.execute(
                        "INSERT INTO t%d (owner, version) VALUES (%d, %d), (%d, %d)"
                                .formatted(table, owner, first, owner, second),
                        Statement.RETURN_GENERATED_KEYS);
                try (ResultSet keys = statement.getGeneratedKeys()) {
                    while (keys.next()) {
                        ids.computeIfAbsent(table, none -> new ArrayList<>()).add(keys.getLong(1));
                    }
                }
            }
        }

        /** A row of this writer's; it may have been rolled back or deleted. */
        private long anyId(int table) {
            List<Long> mine = ids.getOrDefault(table, List.of());
            return mine.isEmpty() ? 0 : mine.get(random.nextInt(mine.size()));
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
