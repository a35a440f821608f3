package io.bendsync.source.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The first load against a real MySQL, by ranges and by several threads, with writes and breaks in the middle. */
@ExtendWith(StackExtension.class)
class FirstLoadIT {

    private static final int ROWS = 12_000;

    @TempDir
    private Path folder;

    /** With exactly-once on, Connect tells of equal records only once that Kafka has them. */
    @Test
    void equalRowsOfATableWithoutAKeyAreRecordsOfTheirOwn(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE heap (a INT)", "INSERT INTO heap VALUES (7), (7), (7), (7)");
        try (ConnectStandIn connect = new ConnectStandIn(CdcConfig.of(mysql, folder)).start()) {
            connect.changes(4);

            assertThat(connect.records().stream()
                            .filter(record -> record.topic().endsWith(".heap")))
                    .hasSize(4)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void tablesOfAllKindsOfKeysAreReadInRangesEachRowOnce(MySqlDatabase mysql) {
        numbers(mysql, ROWS);
        mysql.execute(
                "CREATE TABLE ints (id INT PRIMARY KEY, v VARCHAR(10))",
                "INSERT INTO ints SELECT n * 7 - 5000, n FROM numbers",
                "CREATE TABLE big (id BIGINT UNSIGNED PRIMARY KEY, v INT)",
                "INSERT INTO big SELECT 18446744073709551615 - n, n FROM numbers",
                "CREATE TABLE texts (id VARCHAR(40) PRIMARY KEY, v INT)",
                "INSERT INTO texts SELECT CONCAT(LEFT(SHA2(n, 224), 3), '%,=', n), n FROM numbers",
                "CREATE TABLE bytes (id BINARY(16) PRIMARY KEY, v INT)",
                "INSERT INTO bytes SELECT UNHEX(LEFT(SHA2(n, 256), 32)), n FROM numbers",
                "CREATE TABLE pairs (a INT, b INT, v INT, PRIMARY KEY (a, b))",
                "INSERT INTO pairs SELECT n % 30, n, n FROM numbers",
                "CREATE TABLE days (d DATETIME(6), n INT, PRIMARY KEY (d, n))",
                "INSERT INTO days SELECT '2024-01-01' + INTERVAL n % 500 DAY, n FROM numbers",
                "CREATE TABLE keyless (v INT)",
                "INSERT INTO keyless SELECT n % 100 FROM numbers",
                "CREATE TABLE nothing (id INT PRIMARY KEY)");
        try (ConnectStandIn connect = new ConnectStandIn(small(mysql)).start()) {
            connect.pollUntil(() -> connect.changes().size() >= 8 * ROWS);
            connect.untilLive();

            for (String table : List.of("ints", "big", "texts", "pairs", "keyless", "numbers")) {
                assertThat(changesOf(connect, mysql, table)).as(table).hasSize(ROWS);
                assertThat(Replica.of(connect.records(), topic(mysql, table)).rows())
                        .as(table)
                        .isEqualTo(Replica.rows(mysql, table));
            }
            assertThat(changesOf(connect, mysql, "bytes")).hasSize(ROWS);
            assertThat(changesOf(connect, mysql, "days")).hasSize(ROWS);
            assertThat(connect.status("Tables")).isEqualTo(9);
            assertThat(connect.status("TablesLoaded")).isEqualTo(9);
            assertThat(connect.status("RowsLoaded")).isEqualTo(8L * ROWS);
            assertThat((int) connect.status("ChunksLoaded")).isGreaterThan(20).isEqualTo(connect.status("Chunks"));
        }
    }

    @Test
    void writesBeforeDuringAndAfterTheLoadAreNeitherLostNorUndone(MySqlDatabase mysql) throws Exception {
        numbers(mysql, ROWS);
        tablesToWriteTo(mysql);
        try (ConnectStandIn connect = new ConnectStandIn(small(mysql));
                Writer writer = new Writer(mysql, 1)) {
            writer.untilWritten(50);
            connect.start();
            connect.pollUntil(() -> connect.changes().size() > 4000);
            writer.untilWritten(200);
            writer.close();

            agree(connect, mysql);
        }
    }

    @Test
    void crashesInTheMiddleOfTheLoadLoseNothing(MySqlDatabase mysql) throws Exception {
        numbers(mysql, ROWS);
        tablesToWriteTo(mysql);
        Random random = new Random(4711);
        try (ConnectStandIn connect = new ConnectStandIn(small(mysql));
                Writer writer = new Writer(mysql, 2)) {
            for (int crash = 0; crash < 6; crash++) {
                connect.start();
                int enough = connect.records().size() + 500 + random.nextInt(5000);
                connect.pollUntil(() -> connect.records().size() > enough);
                connect.storeOffsets(connect.records().size() - random.nextInt(2000));
                connect.crash();
            }
            connect.start();
            connect.pollFor(Duration.ofMillis(200));
            writer.close();

            agree(connect, mysql);
        }
    }

    @Test
    void crashBeforeAnyOffsetOfATableWithoutAKeyWasStoredDoublesNoneOfItsRows(MySqlDatabase mysql) {
        numbers(mysql, 10);
        mysql.execute("CREATE TABLE log (v INT)", "INSERT INTO log SELECT n % 3 FROM numbers");
        try (ConnectStandIn connect = new ConnectStandIn(small(mysql)).start()) {
            connect.pollUntil(() -> changesOf(connect, mysql, "log").size() == 10);
            connect.crash();

            connect.start();

            agree(connect, mysql, "log", "numbers");
        }
    }

    @Test
    void loadGoesOnWhereItWasAndRowsOfWholeNumberKeysComeOnce(MySqlDatabase mysql) {
        numbers(mysql, ROWS);
        try (ConnectStandIn connect = new ConnectStandIn(small(mysql)).start()) {
            connect.pollUntil(() -> connect.changes().size() > ROWS / 3);
            connect.stop();
            int before = connect.changes().size();
            assertThat(before).isLessThan(ROWS);

            connect.start();
            connect.untilLive();

            assertThat(changesOf(connect, mysql, "numbers")).hasSize(ROWS);
        }
    }

    @Test
    void noRowIsHandedOutBeforeThePositionIsStored(MySqlDatabase mysql) {
        numbers(mysql, ROWS);
        try (ConnectStandIn connect =
                new ConnectStandIn(small(mysql)).storingNothing().start()) {
            connect.pollUntil(() -> connect.records().stream().anyMatch(FirstLoadIT::isPosition));
            connect.pollFor(Duration.ofSeconds(1));
            assertThat(connect.changes()).isEmpty();
            connect.crash();
            mysql.execute("DELETE FROM numbers WHERE n < 100");

            connect.start();
            connect.pollUntil(() ->
                    connect.records().stream().filter(FirstLoadIT::isPosition).count() == 2);
            mysql.execute("DELETE FROM numbers WHERE n < 200");
            connect.storeOffsets();

            agree(connect, mysql, "numbers");
            assertThat(changesOf(connect, mysql, "numbers").stream()
                            .filter(change -> change.op().equals("r")))
                    .hasSizeLessThanOrEqualTo(ROWS - 99);
        }
    }

    @Test
    void tableAlteredOrRenamedDuringTheLoadIsLoadedInItsNewShape(MySqlDatabase mysql) {
        numbers(mysql, ROWS);
        mysql.execute(
                "CREATE TABLE altered (id INT PRIMARY KEY, v INT)",
                "INSERT INTO altered SELECT n, n FROM numbers",
                "CREATE TABLE renamed (id INT PRIMARY KEY, v INT)",
                "INSERT INTO renamed SELECT n, n FROM numbers",
                "CREATE TABLE dropped (id INT PRIMARY KEY, v INT)",
                "INSERT INTO dropped SELECT n, n FROM numbers");
        try (ConnectStandIn connect = new ConnectStandIn(small(mysql).with("first.load.threads", "1")).start()) {
            connect.pollUntil(() -> changesOf(connect, mysql, "altered").size() > 3000);
            // A statement that alters a table waits for the chunk that is being read.
            Thread altering = new Thread(() -> mysql.execute(
                    "ALTER TABLE altered DROP COLUMN v, ADD COLUMN w INT DEFAULT 3",
                    "RENAME TABLE renamed TO called_otherwise",
                    "DROP TABLE dropped",
                    "INSERT INTO altered VALUES (-1, -1)",
                    "INSERT INTO called_otherwise VALUES (-1, -1)"));
            altering.start();
            connect.pollUntil(() -> !altering.isAlive());

            agree(connect, mysql, "altered", "called_otherwise", "numbers");
        }
    }

    @Test
    void debeziumsOwnFirstLoadTakesOverWhenItsKeysAreGiven(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (1)");
        try (ConnectStandIn connect =
                new ConnectStandIn(CdcConfig.of(mysql, folder).with("snapshot.mode", "initial")).start()) {
            connect.changes(1);

            assertThat(connect.records())
                    .noneMatch(record -> record.sourceOffset().containsKey("load"));
        }
    }

    private static boolean isPosition(SourceRecord record) {
        return record.sourceOffset().containsKey("load")
                && !record.sourcePartition().containsKey("table");
    }

    private CdcConfig small(MySqlDatabase mysql) {
        return CdcConfig.of(mysql, folder).with("first.load.chunk.rows", "1000").with("heartbeat.interval.ms", "500");
    }

    static void numbers(MySqlDatabase mysql, int rows) {
        mysql.execute(
                "SET SESSION cte_max_recursion_depth = 1000000",
                "CREATE TABLE numbers (n INT PRIMARY KEY)",
                "INSERT INTO numbers WITH RECURSIVE s AS (SELECT 1 n UNION ALL SELECT n + 1 FROM s WHERE n < " + rows
                        + ") SELECT n FROM s",
                "ANALYZE TABLE numbers");
    }

    private static void tablesToWriteTo(MySqlDatabase mysql) {
        mysql.execute(
                "CREATE TABLE t (id INT PRIMARY KEY, v INT)",
                "INSERT INTO t SELECT n, 0 FROM numbers",
                "CREATE TABLE pairs (a VARCHAR(10), b INT, v INT, PRIMARY KEY (a, b))",
                "INSERT INTO pairs SELECT n % 100, n, 0 FROM numbers",
                "CREATE TABLE log (v INT)",
                "INSERT INTO log SELECT n FROM numbers WHERE n < 3000");
    }

    private static void agree(ConnectStandIn connect, MySqlDatabase mysql) {
        agree(connect, mysql, "t", "pairs", "log");
    }

    static void agree(ConnectStandIn connect, MySqlDatabase mysql, String... tables) {
        connect.untilLive();
        mysql.execute("CREATE TABLE last (id INT PRIMARY KEY)", "INSERT INTO last VALUES (1)");
        connect.until(change -> change.table().equals("last"));
        for (String table : tables) {
            assertThat(Replica.of(connect.records(), topic(mysql, table)).rows())
                    .as(table)
                    .isEqualTo(Replica.rows(mysql, table));
        }
    }

    static List<Change> changesOf(ConnectStandIn connect, MySqlDatabase mysql, String table) {
        return connect.changes().stream()
                .filter(change -> change.record().topic().equals(topic(mysql, table)))
                .toList();
    }

    static String topic(MySqlDatabase mysql, String table) {
        return "it." + mysql.name() + "." + table;
    }

    /** Changes rows all the time: existing ones, new ones, and keys. */
    private static final class Writer implements AutoCloseable {

        private final MySqlDatabase mysql;
        private final Random random;
        private final Thread thread = new Thread(this::run, "writer");
        private volatile boolean stop;
        private final AtomicInteger written = new AtomicInteger();

        Writer(MySqlDatabase mysql, long seed) {
            this.mysql = mysql;
            this.random = new Random(seed);
            thread.start();
        }

        private void run() {
            while (!stop) {
                int id = random.nextInt(ROWS);
                int other = random.nextInt(ROWS);
                mysql.execute(
                        "UPDATE t SET v = v + 1 WHERE id BETWEEN " + id + " AND " + (id + 20),
                        "DELETE FROM t WHERE id = " + other,
                        "REPLACE INTO t VALUES (" + (ROWS + random.nextInt(500)) + ", " + written + ")",
                        "UPDATE IGNORE t SET id = id + 50000 WHERE id = " + random.nextInt(ROWS),
                        "DELETE FROM pairs WHERE b = " + id,
                        "UPDATE pairs SET v = v + 1 WHERE a = '" + other % 100 + "'",
                        "INSERT INTO log VALUES (" + -written.get() + ")");
                written.incrementAndGet();
            }
        }

        void untilWritten(int rounds) {
            await().atMost(Duration.ofMinutes(2)).until(() -> written.get() >= rounds || !thread.isAlive());
            assertThat(thread.isAlive()).isTrue();
        }

        @Override
        public void close() throws InterruptedException {
            stop = true;
            thread.join();
        }
    }
}
