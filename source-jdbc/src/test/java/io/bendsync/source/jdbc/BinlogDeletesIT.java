package io.bendsync.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bendsync.source.jdbc.failure.SourceException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

/** Deletes out of the binlog beside polling; {@link RandomDeletesIT} has the races. */
class BinlogDeletesIT extends KeyScanStory {
    @Override
    Map<String, String> settings(String mode) {
        return with(super.settings(mode), "delete.detection", "binlog");
    }

    @Test
    void deletesOfKeysOfAllKindsArrive() {
        List<String> kinds = List.of(
                "BIGINT UNSIGNED/18446744073709551615/1",
                "MEDIUMINT UNSIGNED/16777215/0",
                "TINYINT/-128/127",
                "DECIMAL(12,3)/'-1.500'/'100.000'",
                "VARCHAR(20) CHARACTER SET latin1/'\u00e9t\u00e9'/'x'",
                "VARCHAR(20)/'\u65e5\u672c'/''",
                "CHAR(9)/'ab'/'c'",
                "BINARY(4)/x'01020000'/x'00000000'",
                "VARBINARY(4)/x'0100'/x'01'",
                "DATE/'2026-02-28'/'1969-12-31'",
                "DATETIME(3)/'2026-02-28 23:59:59.999'/'1969-12-31 00:00:00.001'",
                "TIMESTAMP(6)/'2026-02-28 23:59:59.999999'/'1980-12-31 00:00:00.000001'",
                "YEAR/2026/1999");
        List<String> tables = new ArrayList<>();
        for (String kind : kinds) {
            String[] parts = kind.split("/", -1);
            String table = "k" + tables.size();
            tables.add(table);
            // The key stands behind other columns, and has two.
            mysql.execute(
                    "CREATE TABLE " + table + " (name VARCHAR(20), part INT, id " + parts[0]
                            + ", tms TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6), PRIMARY KEY (id, part))",
                    "INSERT INTO " + table + " (name, part, id) VALUES ('a', 1, " + parts[1] + "), ('b', 2, " + parts[1]
                            + "), ('c', 1, " + parts[2] + ")");
        }
        run = TaskRun.start(with(settings("timestamp"), "table.whitelist", String.join(",", tables)));
        agree(tables);
        for (int i = 0; i < tables.size(); i++) {
            String[] parts = kinds.get(i).split("/", -1);
            mysql.execute(
                    "DELETE FROM " + tables.get(i) + " WHERE part = 1 AND id = " + parts[1],
                    "DELETE FROM " + tables.get(i) + " WHERE id = " + parts[2]);
        }
        agree(tables);
        assertThat(replica.names()).containsOnly(Map.entry("b", tables.size()));
    }

    @Test
    void rowsThatComeBackOrChangeTheirKeysAreAsInTheTable() {
        mysql.execute(TABLE);
        insert(1, 20);
        start("incrementing");
        agree();
        mysql.execute(
                "DELETE FROM t WHERE id <= 5",
                "INSERT INTO t (id, name) VALUES (3, 'back')",
                "UPDATE t SET id = id + 1000 WHERE id = 7",
                "UPDATE t SET id = 6 - id WHERE id = 9",
                "DELETE FROM t WHERE id = 10",
                "INSERT INTO t (id, name) VALUES (10, 'replaced')");
        agree();
        run = run.restarted();
        mysql.execute("SET SESSION binlog_row_image = minimal", "DELETE FROM t WHERE id = 12");
        agree();
    }

    @Test
    void emptiedTableIsEmptyAndWhatCameSinceIsThere() {
        mysql.execute("""
                CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(20),
                  tms TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6))
                PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES LESS THAN (100000))""");
        insert(1, 30);
        start("timestamp");
        agree();
        mysql.execute("TRUNCATE TABLE t");
        insert(5, 25);
        agree();
        mysql.execute("ALTER TABLE t DROP PARTITION p0", "DELETE FROM t WHERE id = 20");
        agree();
        assertThat(replica.names()).hasSize(15);
    }

    @Test
    void preparedDeleteCountsOnceItIsDecided() throws SQLException {
        mysql.execute(TABLE);
        insert(1, 9);
        start("timestamp");
        agree();
        try (Connection one = mysql.connect();
                Connection two = mysql.connect()) {
            prepare(one, "DELETE FROM t WHERE id = 4", "gone");
            prepare(two, "DELETE FROM t WHERE id = 5", "kept");
            mysql.execute("DELETE FROM t WHERE id = 6");
            agree();
            settle();
            run = run.restarted();
            settle();
            run(one, "XA COMMIT 'gone'");
            run(two, "XA ROLLBACK 'kept'");
        }
        mysql.execute("DELETE FROM t WHERE id = 1");
        agree();
        assertThat(replica.names()).containsKey("n5").doesNotContainKeys("n1", "n4", "n6");
    }

    @Test
    void noRowIsReadBeforeThePositionIsStored() {
        mysql.execute(TABLE);
        insert(1, 3);
        start("timestamp");
        run.storeOnly(partition -> false);
        List<SourceRecord> records = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            records.addAll(run.poll());
        }
        assertThat(records).extracting(SourceRecord::topic).containsExactly("__bendsync-deletes");
        run.storeOnly(partition -> true);
        run = run.restarted();
        agree();
    }

    @Test
    void keysThatCannotBeToldAreRefusedAndNotGuessed() {
        mysql.execute(TABLE);
        insert(1, 3);
        start("timestamp");
        agree();
        run.close();
        mysql.execute(
                "DELETE FROM t WHERE id = 1",
                "ALTER TABLE t ADD COLUMN more VARCHAR(10) FIRST, MODIFY COLUMN id INT AUTO_INCREMENT AFTER name");
        TaskRun again = run.restarted();
        run = again;
        assertThatThrownBy(() -> pollUntil(() -> false))
                .isInstanceOf(SourceException.class)
                .hasMessageContainingAll("from before its columns were changed", "verify --repair");
    }

    @Test
    void purgedBinlogIsAClearErrorAndNeverAGap() {
        mysql.execute(TABLE);
        insert(1, 3);
        start("timestamp");
        agree();
        run.offsets().forEach((partition, offset) -> {
            if (partition.containsKey("deletes")) {
                offset.put("gtids", "");
            }
        });
        mysql.execute("FLUSH BINARY LOGS");
        String last = mysql.query("SHOW BINARY LOGS").stream()
                .reduce((before, after) -> after)
                .orElseThrow()
                .get(0);
        mysql.execute("PURGE BINARY LOGS TO '" + last + "'");
        run = run.restarted();
        assertThatThrownBy(() -> pollUntil(() -> false))
                .isInstanceOf(SourceException.class)
                .hasMessageContainingAll("does not reach back", "verify --repair");
    }

    @Test
    void keysThatTheBinlogDoesNotTellAreRefusedAtOnce() {
        mysql.execute(
                "CREATE TABLE t (id ENUM('a', 'b') PRIMARY KEY, name VARCHAR(20),"
                        + " tms TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6))",
                "INSERT INTO t (id, name) VALUES ('a', 'x')");
        assertThat(new JdbcSourceConnector().validate(settings("timestamp")).configValues())
                .filteredOn(value -> value.name().equals("delete.detection"))
                .singleElement()
                .satisfies(value -> assertThat(value.errorMessages())
                        .singleElement()
                        .asString()
                        .contains("column id is enum('a','b')", "key-scan"));
        assertThatThrownBy(() -> {
                    start("timestamp");
                    pollUntil(() -> false);
                })
                .isInstanceOf(SourceException.class)
                .hasMessageContainingAll("enum('a','b')", "key-scan");
    }

    @Test
    void accountThatMayNotReadTheBinlogIsToldWhatToGrant() {
        mysql.execute(
                TABLE, "CREATE USER selects IDENTIFIED BY 'x'", "GRANT SELECT ON `" + mysql.name() + "`.* TO selects");
        try {
            Map<String, String> config = settings("timestamp");
            config.put("connection.user", "selects");
            config.put("connection.password", "x");
            assertThat(new JdbcSourceConnector().validate(config).configValues())
                    .filteredOn(value -> value.name().equals("delete.detection"))
                    .singleElement()
                    .satisfies(value -> assertThat(value.errorMessages())
                            .singleElement()
                            .asString()
                            .contains("GRANT REPLICATION SLAVE ON *.*"));
        } finally {
            mysql.execute("DROP USER selects");
        }
    }

    private static void prepare(Connection connection, String sql, String name) throws SQLException {
        run(connection, "XA START '" + name + "'");
        run(connection, sql);
        run(connection, "XA END '" + name + "'");
        run(connection, "XA PREPARE '" + name + "'");
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
