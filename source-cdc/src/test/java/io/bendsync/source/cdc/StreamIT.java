package io.bendsync.source.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bendsync.source.cdc.check.Preflight;
import io.bendsync.source.cdc.config.Translation;
import io.bendsync.source.cdc.stream.XaNotice;
import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The task against a real MySQL. */
@ExtendWith(StackExtension.class)
class StreamIT {

    @TempDir
    private Path folder;

    @Test
    void everyKindOfChangeArrivesInOrder(MySqlDatabase mysql) {
        mysql.execute(
                "CREATE TABLE orders (id INT PRIMARY KEY, note VARCHAR(20))", "INSERT INTO orders VALUES (1, 'a')");
        try (ConnectStandIn connect = new ConnectStandIn(CdcConfig.of(mysql, folder)).start()) {
            connect.changes(1);

            mysql.execute(
                    "INSERT INTO orders VALUES (2, 'b'), (3, 'c')",
                    "UPDATE orders SET note = 'B' WHERE id = 2",
                    "DELETE FROM orders WHERE id = 1",
                    "UPDATE orders SET id = 4 WHERE id = 3",
                    "ALTER TABLE orders ADD COLUMN price DECIMAL(10,2)",
                    "UPDATE orders SET price = 9.99 WHERE id = 2",
                    "ALTER TABLE orders RENAME COLUMN note TO remark",
                    "ALTER TABLE orders MODIFY COLUMN remark VARCHAR(50) NOT NULL",
                    "INSERT INTO orders VALUES (5, 'e', 5.00)",
                    "ALTER TABLE orders DROP COLUMN price",
                    "TRUNCATE TABLE orders",
                    "CREATE TABLE items (id INT PRIMARY KEY)",
                    "INSERT INTO items VALUES (1)",
                    "RENAME TABLE items TO things",
                    "INSERT INTO things VALUES (2)",
                    "DROP TABLE things");

            List<Change> changes = connect.changes(12);
            assertThat(changes.stream().map(Change::inWords))
                    .containsExactly(
                            "r orders 1",
                            "c orders 2",
                            "c orders 3",
                            "u orders 2",
                            "d orders 1",
                            // A key that changes is a row that goes and a row that comes.
                            "d orders 3",
                            "c orders 4",
                            "u orders 2",
                            "c orders 5",
                            "t orders",
                            "c items 1",
                            "c things 2");
            assertThat(changes.get(3).before("note")).isEqualTo("b");
            assertThat(changes.get(3).after("note")).isEqualTo("B");
            assertThat(changes.get(7).after("price")).hasToString("9.99");
            assertThat(changes.get(8).after("remark")).isEqualTo("e");
            assertThat(connect.statements())
                    .filteredOn(statement -> statement.matches("(?s)(ALTER|RENAME|DROP|TRUNCATE).*"))
                    .anyMatch(statement -> statement.contains("ADD COLUMN price"))
                    .anyMatch(statement -> statement.contains("RENAME COLUMN note"))
                    .anyMatch(statement -> statement.contains("MODIFY COLUMN remark"))
                    .anyMatch(statement -> statement.contains("DROP COLUMN price"))
                    .anyMatch(statement -> statement.contains("things"));
        }
    }

    @Test
    void deleteIsFollowedByATombstone(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (1)");
        try (ConnectStandIn connect = new ConnectStandIn(CdcConfig.of(mysql, folder)).start()) {
            connect.changes(1);

            mysql.execute("DELETE FROM t", "INSERT INTO t VALUES (2)");
            connect.changes(3);

            String topic = "it." + mysql.name() + ".t";
            assertThat(connect.records())
                    .filteredOn(record -> record.topic().equals(topic))
                    .extracting(record -> record.value() == null)
                    .containsExactly(false, false, true, false);
        }
    }

    @Test
    void restartGoesOnBehindTheLastRecord(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (1)");
        try (ConnectStandIn connect = new ConnectStandIn(CdcConfig.of(mysql, folder)).start()) {
            connect.changes(1);
            mysql.execute("INSERT INTO t VALUES (2)");
            connect.changes(2);
            connect.stop();
            mysql.execute("INSERT INTO t VALUES (3), (4)", "DELETE FROM t WHERE id = 3");

            connect.start();
            mysql.execute("INSERT INTO t VALUES (5)");

            assertThat(connect.changes(6).stream().map(Change::inWords))
                    .containsExactly("r t 1", "c t 2", "c t 3", "c t 4", "d t 3", "c t 5");
        }
    }

    @Test
    void restartInTheMiddleOfATransactionNeitherLosesNorDoubles(MySqlDatabase mysql) throws SQLException {
        mysql.execute("CREATE TABLE t (id INT PRIMARY KEY)");
        CdcConfig small =
                CdcConfig.of(mysql, folder).with("max.batch.size", "7").with("max.queue.size", "16");
        try (ConnectStandIn connect = new ConnectStandIn(small).start()) {
            mysql.execute("INSERT INTO t VALUES (-1)");
            connect.changes(1);
            insertInOneTransaction(mysql, 500);
            connect.until(change -> change.key("id").equals(100));
            connect.stop();

            connect.start();

            assertThat(connect.changes(501).stream().skip(1).map(change -> change.key("id")))
                    .containsExactlyElementsOf(IntStream.range(0, 500).boxed().toList());
        }
    }

    /** The offset that is stored stands in the middle of one of the events that the transaction consists of. */
    @Test
    void crashInTheMiddleOfABigTransactionGoesOnBehindTheLastOffsetThatWasStored(MySqlDatabase mysql)
            throws SQLException {
        int rows = 10_000;
        mysql.execute("CREATE TABLE t (id INT PRIMARY KEY)");
        CdcConfig small =
                CdcConfig.of(mysql, folder).with("max.batch.size", "100").with("max.queue.size", "200");
        try (ConnectStandIn connect = new ConnectStandIn(small).start()) {
            mysql.execute("INSERT INTO t VALUES (-1)");
            connect.changes(1);
            insertInOneTransaction(mysql, rows);
            connect.until(change -> change.key("id").equals(6000));
            int before = connect.records().size();
            connect.storeOffsets(before - 333);
            Object last = new Change(connect.records().get(before - 334)).key("id");
            connect.crash();

            connect.start();
            connect.until(change -> change.key("id").equals(rows - 1));

            assertThat(connect.records().stream()
                            .skip(before)
                            .filter(record -> record.topic().endsWith(".t"))
                            .map(record -> new Change(record).key("id")))
                    .containsExactlyElementsOf(
                            IntStream.range((int) last + 1, rows).boxed().toList());
        }
    }

    @Test
    void lostConnectionIsMadeAgainAndNothingIsLostOrDoubled(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t (id INT PRIMARY KEY)");
        try (ConnectStandIn connect = new ConnectStandIn(CdcConfig.of(mysql, folder)).start()) {
            connect.untilLive();
            for (int round = 0; round < 3; round++) {
                mysql.execute("INSERT INTO t VALUES (" + 2 * round + ")");
                // No offset is stored meanwhile, so what was polled last is known to the task alone.
                connect.changes(2 * round + 1);
                breakBinlogConnections(mysql, connect);
                mysql.execute("INSERT INTO t VALUES (" + (2 * round + 1) + ")");

                assertThat(connect.changes(2 * round + 2).stream().map(change -> change.key("id")))
                        .containsExactlyElementsOf(
                                IntStream.range(0, 2 * round + 2).boxed().toList());
            }
        }
    }

    @Test
    void purgedBinlogIsAClearErrorAndNeverAGap(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (1)");
        try (ConnectStandIn connect = new ConnectStandIn(CdcConfig.of(mysql, folder)).start()) {
            connect.changes(1);
            connect.stop();
            mysql.execute("INSERT INTO t VALUES (2)", "FLUSH BINARY LOGS");
            List<List<String>> logs = mysql.query("SHOW BINARY LOGS");
            mysql.execute("PURGE BINARY LOGS TO '" + logs.get(logs.size() - 1).get(0) + "'");

            assertThatThrownBy(() -> connect.start().pollFor(Duration.ofSeconds(30)))
                    .isInstanceOf(CdcSourceException.class)
                    .hasMessageContaining("no longer has the binlog")
                    .hasMessageContaining("Nothing has been skipped")
                    .hasMessageContaining("resync")
                    .hasMessageContaining("binlog_expire_logs_seconds");
        }
    }

    @Test
    void lostHistoryIsAClearError(MySqlDatabase mysql) throws Exception {
        mysql.execute("CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (1)");
        try (ConnectStandIn connect = new ConnectStandIn(CdcConfig.of(mysql, folder)).start()) {
            connect.changes(1);
            connect.stop();
            java.nio.file.Files.delete(folder.resolve("history.jsonl"));

            assertThatThrownBy(() -> connect.start().pollFor(Duration.ofSeconds(30)))
                    .isInstanceOf(CdcSourceException.class)
                    .hasMessageContaining("history of the tables' structure is empty or gone")
                    .hasMessageContaining("snapshot.mode=recovery");
        }
    }

    @Test
    void tableSwappedInByAnOnlineSchemaChangeGoesOnWithItsNewColumns(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (1)");
        CdcConfig oneTable = CdcConfig.of(mysql, folder).with("table.include.list", "t");
        try (ConnectStandIn connect = new ConnectStandIn(oneTable).start()) {
            connect.changes(1);

            mysql.execute(
                    "CREATE TABLE _t_gho LIKE t",
                    "ALTER TABLE _t_gho ADD COLUMN note VARCHAR(10)",
                    "INSERT INTO _t_gho (id) SELECT id FROM t",
                    "RENAME TABLE t TO _t_del, _t_gho TO t",
                    "INSERT INTO t VALUES (2, 'new')");

            List<Change> changes = connect.changes(2);
            assertThat(changes.get(1).inWords()).isEqualTo("c t 2");
            assertThat(changes.get(1).after("note")).isEqualTo("new");

            connect.stop();
            connect.start();
            mysql.execute("INSERT INTO t VALUES (3, 'newer')");
            assertThat(connect.changes(3).get(2).after("note")).isEqualTo("newer");
        }
    }

    @Test
    void tablesWithoutAKeyAndWithCompositeKeysArrive(MySqlDatabase mysql) {
        mysql.execute(
                "CREATE TABLE pairs (a INT, id INT, PRIMARY KEY (a, id))",
                "CREATE TABLE heap (v INT)",
                "CREATE TABLE parent (id INT PRIMARY KEY)",
                "CREATE TABLE child (id INT PRIMARY KEY, p INT, FOREIGN KEY (p) REFERENCES parent (id))");
        try (ConnectStandIn connect = new ConnectStandIn(CdcConfig.of(mysql, folder)).start()) {
            mysql.execute("INSERT INTO parent VALUES (0)");
            connect.changes(1);
            mysql.execute("INSERT INTO pairs VALUES (1, 2)", "INSERT INTO heap VALUES (7), (7)");
            mysql.execute("INSERT INTO parent VALUES (1)", "INSERT INTO child VALUES (1, 1)");

            List<Change> changes = connect.changes(6).subList(1, 6);
            assertThat(changes.get(0).key("a")).isEqualTo(1);
            assertThat(changes.get(0).key("id")).isEqualTo(2);
            assertThat(changes.get(1).record().key()).isNull();
            assertThat(changes.subList(1, 3))
                    .allSatisfy(change -> assertThat(change.after("v")).isEqualTo(7));
        }
    }

    @Test
    void truncateThatIsToBeIgnoredDoesNotArrive(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (1)");
        CdcConfig config = CdcConfig.of(mysql, folder).with("truncate", "ignore");
        try (ConnectStandIn connect = new ConnectStandIn(config).start()) {
            connect.changes(1);

            mysql.execute("TRUNCATE TABLE t", "INSERT INTO t VALUES (2)");

            assertThat(connect.changes(2).stream().map(Change::inWords)).containsExactly("r t 1", "c t 2");
        }
    }

    @Test
    void rarerWaysToWriteArriveToo(MySqlDatabase mysql) {
        mysql.execute(
                "CREATE TABLE t (id INT PRIMARY KEY, a INT, g INT AS (a * 2) STORED, v INT AS (a * 3) VIRTUAL)",
                "CREATE TABLE side (id INT PRIMARY KEY)",
                "INSERT INTO t (id, a) VALUES (1, 1)");
        try (ConnectStandIn connect = new ConnectStandIn(CdcConfig.of(mysql, folder)).start()) {
            connect.changes(1);

            mysql.execute("REPLACE INTO t (id, a) VALUES (1, 5)");
            mysql.execute("INSERT INTO t (id, a) VALUES (1, 6) ON DUPLICATE KEY UPDATE a = 7");
            mysql.execute("XA START 'x'", "INSERT INTO t (id, a) VALUES (2, 1)", "XA END 'x'", "XA PREPARE 'x'");
            mysql.execute("XA COMMIT 'x'");
            mysql.execute("XA START 'y'", "INSERT INTO t (id, a) VALUES (3, 1)", "XA END 'y'", "XA ROLLBACK 'y'");
            mysql.execute("START TRANSACTION", "INSERT INTO t (id, a) VALUES (4, 1)", "ROLLBACK");
            mysql.execute(
                    "START TRANSACTION",
                    "INSERT INTO t (id, a) VALUES (5, 1)",
                    "SAVEPOINT s",
                    "INSERT INTO t (id, a) VALUES (6, 1)",
                    "ROLLBACK TO s",
                    "INSERT INTO side VALUES (1)",
                    "COMMIT");

            List<Change> changes = connect.changes(6);
            assertThat(changes.stream().map(Change::inWords))
                    .containsExactly("r t 1", "u t 1", "u t 1", "c t 2", "c t 5", "c side 1");
            assertThat(changes.get(2).after("a")).isEqualTo(7);
            assertThat(changes.get(2).after("g")).isEqualTo(14);
            assertThat(changes.get(2).after("v")).isEqualTo(21);
        }
    }

    /** Debezium's limit, kept in view: were it gone, the warnings could go too. */
    @Test
    void rowsOfAPreparedTransactionArriveEvenIfItIsRolledBackAndAreToldApart(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (0)");
        CdcConfig config = CdcConfig.of(mysql, folder);
        try (ConnectStandIn connect = new ConnectStandIn(config).start()) {
            connect.changes(1);
            mysql.execute("INSERT INTO t VALUES (1)");
            mysql.execute("XA START 'x'", "INSERT INTO t VALUES (2)", "XA END 'x'", "XA PREPARE 'x'");
            mysql.execute("XA ROLLBACK 'x'");
            mysql.execute("INSERT INTO t VALUES (3)");

            List<Change> changes = connect.changes(4);
            XaNotice notice = new XaNotice();
            assertThat(changes.stream()
                            .map(change -> notice.about(change.record()).isPresent()))
                    .containsExactly(false, false, true, false);
        }
        assertThat(new Preflight(Translation.of(config.map())).beforeAcceptance())
                .anySatisfy(finding -> assertThat(finding.what()).contains("XA transactions", "rolled back"));
    }

    @Test
    void rowsThatAForeignKeyDeletesArriveOrAreWarnedOf(MySqlDatabase mysql) {
        mysql.execute(
                "CREATE TABLE parent (id INT PRIMARY KEY)",
                "CREATE TABLE child (id INT PRIMARY KEY, p INT, FOREIGN KEY (p) REFERENCES parent (id)"
                        + " ON DELETE CASCADE)",
                "INSERT INTO parent VALUES (1)",
                "INSERT INTO child VALUES (1, 1)");
        CdcConfig config = CdcConfig.of(mysql, folder);
        boolean warned = new Preflight(Translation.of(config.map()))
                .beforeAcceptance().stream().anyMatch(finding -> finding.what().contains("ON DELETE CASCADE"));
        try (ConnectStandIn connect = new ConnectStandIn(config).start()) {
            connect.changes(2);

            mysql.execute("DELETE FROM parent", "INSERT INTO parent VALUES (2)");

            List<Change> changes = connect.until(change -> change.inWords().equals("c parent 2"));
            assertThat(changes.stream().anyMatch(change -> change.inWords().equals("d child 1")))
                    .isEqualTo(!warned);
        }
    }

    private static void insertInOneTransaction(MySqlDatabase mysql, int rows) throws SQLException {
        try (Connection connection = mysql.connect();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?)")) {
            connection.setAutoCommit(false);
            for (int id = 0; id < rows; id++) {
                insert.setInt(1, id);
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        }
    }

    private static void breakBinlogConnections(MySqlDatabase mysql, ConnectStandIn connect) {
        String readers = "SELECT id FROM performance_schema.processlist WHERE command LIKE 'Binlog Dump%'";
        connect.pollUntil(() -> !mysql.query(readers).isEmpty());
        for (List<String> reader : mysql.query(readers)) {
            try {
                mysql.execute("KILL " + reader.get(0));
            } catch (AssertionError e) {
                // One that had ended, and that the server noticed only now.
                assertThat(e).hasMessageContaining("Unknown thread id");
            }
        }
    }
}
