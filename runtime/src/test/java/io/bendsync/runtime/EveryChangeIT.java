package io.bendsync.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every kind of change that MySQL has, of rows and of tables, from the binlog through Kafka and the sink; and then every
 * row and column compared.
 */
@ExtendWith(StackExtension.class)
class EveryChangeIT {
    private static final Duration SOON = Duration.ofMinutes(4); // some 40 seconds when the machine is idle
    private static final int BIG = 100_000;

    private static final String TYPES = """
            CREATE TABLE types (id INT PRIMARY KEY,
             ti TINYINT, tiu TINYINT UNSIGNED, si SMALLINT, siu SMALLINT UNSIGNED, mi MEDIUMINT,
             miu MEDIUMINT UNSIGNED, i INT, iu INT UNSIGNED, bi BIGINT, biu BIGINT UNSIGNED, d DECIMAL(30,10),
             d0 DECIMAL(20), f FLOAT, db DOUBLE, b1 BIT(1), b17 BIT(17), c CHAR(5), vc VARCHAR(50), tt TINYTEXT, tx TEXT,
             mt MEDIUMTEXT, lt LONGTEXT, en ENUM('a','b,c'), st SET('x','y','z'), js JSON, bn BINARY(4),
             vb VARBINARY(10), tb TINYBLOB, bl BLOB, mb MEDIUMBLOB, lb LONGBLOB, dt DATE, yr YEAR, tm TIME, tm6 TIME(6),
             dt0 DATETIME, dt3 DATETIME(3), dt6 DATETIME(6), ts0 TIMESTAMP NULL, ts6 TIMESTAMP(6) NULL,
             pt POINT SRID 4326, ge GEOMETRY, boo BOOLEAN, ve VECTOR(3),
             g INT AS (i DIV 2) STORED, v VARCHAR(60) AS (CONCAT(vc, '!')) VIRTUAL)
            """;

    private static final String LEAST = """
            (%d, -128, 0, -32768, 0, -8388608, 0, -2147483648, 0, -9223372036854775808, 0,
             -99999999999999999999.9999999999, -99999999999999999999, -1.5, -1e300, b'0', b'0', '', '', '', '', '', '',
             'a', '', '{}', '', '', '', '', '', '', '1000-01-01', 1901, '-838:59:59', '-838:59:59',
             '1000-01-01 00:00:00', '1000-01-01 00:00:00', '1000-01-01 00:00:00', '1970-01-01 00:00:01',
             '1970-01-01 00:00:01.000001', ST_SRID(POINT(0, 0), 4326), ST_GeomFromText('LINESTRING(0 0,1 1)'), FALSE,
             STRING_TO_VECTOR('[0,0,0]'), DEFAULT, DEFAULT)
            """;

    private static final String MOST = """
            (%d, 127, 255, 32767, 65535, 8388607, 16777215, 2147483647, 4294967295, 9223372036854775807,
             18446744073709551615, 99999999999999999999.9999999999, 99999999999999999999, 1.5, 1e300, b'1',
             b'10000000000000001', 'äöü€𝄞', 'it''s "q"\\\\', 'tiny', 'x\\ny', 'medium', 'long', 'b,c', 'x,z',
             '{"a":[1,2.5,"z x"],"b":{"c":null,"d":true}}', x'00ff00ff', x'fe', x'01', x'0001', x'02', x'03',
             '9999-12-31', 2155, '838:59:59', '12:34:56.123456', '9999-12-31 23:59:59', '2024-02-29 12:34:56.789',
             '9999-12-31 23:59:59.999999', '2038-01-19 03:14:07', '2024-03-31 02:30:00.123456',
             ST_SRID(POINT(8.5, 47.4), 4326), ST_GeomFromText('POLYGON((0 0,1 0,1 1,0 0))'), TRUE,
             STRING_TO_VECTOR('[1,-2.5,3]'), DEFAULT, DEFAULT)
            """;

    private static final String NOTHING = "(%d" + ", NULL".repeat(44) + ", DEFAULT, DEFAULT)";

    @TempDir
    Path folder;

    @Test
    void everyKindOfChangeOfRowsAndTablesIsInDatabendRowByRow(MySqlDatabase mysql, DatabendDatabase databend)
            throws Exception {
        before(mysql);
        String db = mysql.name();
        Path file = new PipelineYaml(folder, mysql, databend)
                .binlog()
                .tables("\"" + db + ".*\"")
                .source("properties: {ddl.drop.column: drop, ddl.drop.table: drop}")
                .target("properties: {topics.regex: 'test\\." + db + "\\.(?!heap$).*'}")
                .write();

        try (BendsyncProcess killed = BendsyncProcess.start(folder, Map.of(), "run", file.toString())) {
            killed.awaitLine("running: MySQL to Databend", SOON);
            appendTableWithoutKey(mysql, databend);
            Awaitility.await("the end of the first load")
                    .atMost(SOON)
                    .until(() -> log().contains("The first load is over"));
            changeRows(mysql);
            killed.kill(); // Kafka and its worker at once, somewhere in all that
        }
        int logged = log().length();
        try (BendsyncProcess process = BendsyncProcess.start(folder, Map.of(), "run", file.toString())) {
            process.awaitLine("running: MySQL to Databend", SOON);
            appendTableWithoutKey(mysql, databend); // a start removes connectors that the file does not have
            // Killed early enough it first goes on with its load, which would read a table under its new name whole.
            Awaitility.await("the binlog is read again")
                    .atMost(SOON)
                    .until(() -> log().substring(logged).contains("Reading the binlog of"));
            loadData(mysql);
            changeTables(mysql);
            // The last of each table, so that it is known when all is there.
            mysql.execute("INSERT INTO types VALUES " + NOTHING.formatted(99), "INSERT INTO heap VALUES (99, 'end')");
            Awaitility.await("the last rows; bendsync says: " + process.output())
                    .atMost(SOON)
                    .failFast(() ->
                            assertThat(process.isAlive()).as(process.output()).isTrue())
                    .untilAsserted(() -> {
                        assertThat(count(databend, "types WHERE id = 99")).isEqualTo("1");
                        assertThat(count(databend, "heap WHERE a = 99")).isEqualTo("1");
                        assertThat(count(databend, "big WHERE id > 0")).isEqualTo(Integer.toString(BIG));
                    });

            // Its old name stays in Databend until somebody drops it there, too; verify does not let that pass.
            databend.execute("DROP TABLE renamed");
            // All but the two rows that a renamed table had before, which no row event brings to its new name.
            try (BendsyncProcess verify =
                    BendsyncProcess.run(folder, SOON, "verify", "--wait", "60", "--repair", file.toString())) {
                assertThat(verify.awaitExit(SOON)).as(verify.output()).isZero();
                assertThat(verify.output()).contains("sent 2 rows and 0 removals to the sink");
            }
            process.interrupt();
            assertThat(process.awaitExit(SOON)).as(process.output()).isZero();
        }
        purgeTheBinlogAndReadAgain(mysql, databend, file);
        assertThat(databend.query("SELECT a, b, count(*) FROM heap GROUP BY a, b ORDER BY a"))
                .containsExactly(List.of("7", "x", "2"), List.of("8", "NULL", "1"), List.of("99", "end", "1"));
        assertThat(tables(databend))
                .contains("created", "evolving", "swapped", "renamed_to")
                .doesNotContain("dropped", "_swapped_gho", "_swapped_del");
        assertThat(columns(databend, "evolving")).containsExactlyInAnyOrder("id", "remark", "price", "qty", "flag");
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("data/bendsync.log"));
    }

    /** What the error says is to be done, and helps. */
    private void purgeTheBinlogAndReadAgain(MySqlDatabase mysql, DatabendDatabase databend, Path file) {
        mysql.execute("DELETE FROM pairs", "INSERT INTO pairs VALUES (77, 'new', 7)", "FLUSH BINARY LOGS");
        List<List<String>> logs = mysql.query("SHOW BINARY LOGS");
        mysql.execute("PURGE BINARY LOGS TO '" + logs.get(logs.size() - 1).get(0) + "'");
        try (BendsyncProcess stuck = BendsyncProcess.run(folder, SOON, "run", file.toString())) {
            assertThat(stuck.awaitExit(SOON)).as(stuck.output()).isEqualTo(1);
            assertThat(stuck.output()).contains("no longer has the binlog", "bendsync run FILE --resync");
        }
        try (BendsyncProcess process = BendsyncProcess.start(folder, Map.of(), "run", "--resync", file.toString())) {
            Awaitility.await("the row of the purged binlog; bendsync says: " + process.output())
                    .atMost(SOON)
                    .failFast(() ->
                            assertThat(process.isAlive()).as(process.output()).isTrue())
                    .until(() -> count(databend, "pairs WHERE a = 77").equals("1"));
            mysql.execute("INSERT INTO pairs VALUES (78, 'streamed', 8)");
            Awaitility.await("a row of the binlog since")
                    .atMost(SOON)
                    .until(() -> count(databend, "pairs WHERE a = 78").equals("1"));
        }
    }

    private static void before(MySqlDatabase mysql) {
        mysql.execute(
                TYPES,
                "INSERT INTO types VALUES " + LEAST.formatted(1) + "," + MOST.formatted(2) + "," + NOTHING.formatted(3),
                "CREATE TABLE pairs (a INT, b VARCHAR(10) COLLATE utf8mb4_bin, n INT, PRIMARY KEY (a, b))",
                "INSERT INTO pairs VALUES (1, 'x', 1), (1, 'y', 2), (2, 'x', 3)",
                "CREATE TABLE heap (a INT, b VARCHAR(10))",
                "INSERT INTO heap VALUES (7, 'x'), (7, 'x')",
                "CREATE TABLE parent (id INT PRIMARY KEY)",
                "CREATE TABLE child (id INT PRIMARY KEY, p INT, FOREIGN KEY (p) REFERENCES parent (id) ON DELETE CASCADE"
                        + " ON UPDATE CASCADE)",
                "CREATE TABLE nulled (id INT PRIMARY KEY, p INT, FOREIGN KEY (p) REFERENCES parent (id) ON DELETE SET"
                        + " NULL)",
                "INSERT INTO parent VALUES (1), (2), (3)",
                "INSERT INTO child VALUES (1, 1), (2, 2), (3, 3)",
                "INSERT INTO nulled VALUES (1, 1), (2, 2)",
                "CREATE TABLE big (id INT PRIMARY KEY, note VARCHAR(20))",
                "CREATE TABLE loaded (id INT PRIMARY KEY, note VARCHAR(20))",
                "CREATE TABLE evolving (id INT PRIMARY KEY, note VARCHAR(10), small SMALLINT, gone INT)",
                "INSERT INTO evolving VALUES (1, 'one', 1, 1), (2, 'two', 2, 2)",
                "CREATE TABLE truncated (id INT PRIMARY KEY)",
                "INSERT INTO truncated VALUES (1), (2)",
                "CREATE TABLE dropped (id INT PRIMARY KEY)",
                "INSERT INTO dropped VALUES (1)",
                "CREATE TABLE renamed (id INT PRIMARY KEY, note VARCHAR(10))",
                "INSERT INTO renamed VALUES (1, 'one'), (2, 'two')",
                "CREATE TABLE swapped (id INT PRIMARY KEY, note VARCHAR(10))",
                "INSERT INTO swapped VALUES (1, 'one')");
    }

    private static void changeRows(MySqlDatabase mysql) {
        mysql.execute(
                "SET SESSION cte_max_recursion_depth = 1000000",
                "INSERT INTO types VALUES " + LEAST.formatted(11) + "," + MOST.formatted(12) + ","
                        + NOTHING.formatted(13),
                "UPDATE types SET i = 40, vc = 'changed' WHERE id = 1",
                "UPDATE types SET id = 20 WHERE id = 2",
                "DELETE FROM types WHERE id = 3",
                // Keys that change, to a free one and in a circle.
                "UPDATE pairs SET b = 'z' WHERE a = 1 AND b = 'y'",
                "START TRANSACTION",
                "UPDATE pairs SET a = 9 WHERE a = 1 AND b = 'x'",
                "UPDATE pairs SET a = 1 WHERE a = 2 AND b = 'x'",
                "UPDATE pairs SET a = 2 WHERE a = 9 AND b = 'x'",
                "COMMIT",
                "REPLACE INTO pairs VALUES (1, 'z', 20)",
                "INSERT INTO pairs VALUES (2, 'x', 0) ON DUPLICATE KEY UPDATE n = n + 100",
                "INSERT INTO pairs VALUES (3, 'A', 1), (3, 'a', 2)",
                "INSERT INTO heap VALUES (8, NULL)",
                // Foreign keys.
                "DELETE FROM parent WHERE id = 1",
                "UPDATE parent SET id = 30 WHERE id = 3",
                // Several tables, a savepoint and 100,000 rows in one transaction.
                "START TRANSACTION",
                "INSERT INTO parent VALUES (100)",
                "INSERT INTO big WITH RECURSIVE s AS (SELECT 1 n UNION ALL SELECT n + 1 FROM s WHERE n < " + BIG
                        + ") SELECT n, CONCAT('row ', n) FROM s",
                "SAVEPOINT s",
                "INSERT INTO parent VALUES (101)",
                "ROLLBACK TO s",
                "INSERT INTO child VALUES (100, 100)",
                "UPDATE big SET note = 'changed' WHERE id % 1000 = 0",
                "COMMIT",
                "START TRANSACTION",
                "DELETE FROM big",
                "ROLLBACK",
                "XA START 'x'",
                "INSERT INTO parent VALUES (200)",
                "INSERT INTO child VALUES (200, 200)",
                "XA END 'x'",
                "XA PREPARE 'x'",
                "XA COMMIT 'x'",
                "XA START 'y'",
                "INSERT INTO parent VALUES (201)",
                "XA END 'y'",
                "XA ROLLBACK 'y'");
    }

    private void loadData(MySqlDatabase mysql) throws IOException, SQLException {
        Path rows = Files.writeString(folder.resolve("rows.tsv"), "1\tone\n2\tzw\u00f6lf\n3\t\\N\n");
        mysql.execute("SET GLOBAL local_infile = 1");
        String url = mysql.url() + (mysql.url().contains("?") ? "&" : "?") + "allowLoadLocalInfile=true";
        try (Connection connection = DriverManager.getConnection(url, mysql.user(), mysql.password());
                Statement statement = connection.createStatement()) {
            statement.execute("LOAD DATA LOCAL INFILE '" + rows + "' INTO TABLE loaded CHARACTER SET utf8mb4");
        }
    }

    private static void changeTables(MySqlDatabase mysql) {
        mysql.execute(
                "ALTER TABLE evolving ADD COLUMN price DECIMAL(10,2) NOT NULL DEFAULT 9.99, ADD COLUMN qty INT NOT NULL,"
                        + " ADD COLUMN flag BOOLEAN DEFAULT TRUE",
                "INSERT INTO evolving VALUES (3, 'three', 3, 3, 1.00, 3, FALSE)",
                "ALTER TABLE evolving RENAME COLUMN note TO remark, DROP COLUMN gone",
                "UPDATE evolving SET remark = 'TWO' WHERE id = 2",
                "ALTER TABLE evolving MODIFY small BIGINT UNSIGNED, MODIFY remark TEXT",
                "INSERT INTO evolving VALUES (4, REPEAT('x', 100), 18446744073709551615, 4, 4, NULL)",
                "ALTER TABLE evolving DROP COLUMN small",
                "DELETE FROM evolving WHERE id = 1",
                "TRUNCATE TABLE truncated",
                "INSERT INTO truncated VALUES (3)",
                "CREATE TABLE created (id INT AUTO_INCREMENT PRIMARY KEY, note VARCHAR(10))",
                "INSERT INTO created (note) VALUES ('one'), ('two')",
                "DROP TABLE dropped",
                "RENAME TABLE renamed TO renamed_to",
                "INSERT INTO renamed_to VALUES (3, 'three')",
                // As gh-ost does it.
                "CREATE TABLE _swapped_gho LIKE swapped",
                "ALTER TABLE _swapped_gho ADD COLUMN extra INT NOT NULL DEFAULT 5",
                "INSERT INTO _swapped_gho (id, note) SELECT id, note FROM swapped",
                "INSERT INTO swapped VALUES (2, 'two')",
                "INSERT INTO _swapped_gho (id, note) VALUES (2, 'two')",
                "RENAME TABLE swapped TO _swapped_del, _swapped_gho TO swapped",
                "DROP TABLE _swapped_del",
                "INSERT INTO swapped VALUES (3, 'three', 6)");
    }

    /** By key nothing of such a table can be told apart: a sink of its own appends its rows. */
    private void appendTableWithoutKey(MySqlDatabase mysql, DatabendDatabase databend) throws Exception {
        Properties ports = new Properties();
        try (InputStream in = Files.newInputStream(folder.resolve("data/ports.properties"))) {
            ports.load(in);
        }
        String config = """
                {"connector.class": "io.bendsync.sink.DatabendSinkConnector", "topics": "test.%s.heap",
                 "connection.url": "%s", "connection.user": "%s", "connection.password": "%s", "insert.mode": "insert",
                 "pk.mode": "none", "auto.create": "true", "auto.evolve": "true",
                 "table.name.format": "${source.table}"}
                """.formatted(mysql.name(), databend.url(), databend.user(), databend.password());
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + ports.getProperty("rest") + "/connectors/heap-target/config"))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(config))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    }

    private static String count(DatabendDatabase databend, String what) {
        String table = what.substring(0, what.indexOf(' '));
        return tables(databend).contains(table)
                ? databend.query("SELECT count(*) FROM " + what).get(0).get(0)
                : "no table";
    }

    private static List<String> tables(DatabendDatabase databend) {
        return databend.query("SELECT name FROM system.tables WHERE database = '" + databend.name() + "'").stream()
                .map(row -> row.get(0))
                .toList();
    }

    private static List<String> columns(DatabendDatabase databend, String table) {
        return databend
                .query("SELECT name FROM system.columns WHERE database = '" + databend.name() + "' AND table = '"
                        + table + "'")
                .stream()
                .map(row -> row.get(0))
                .toList();
    }
}
