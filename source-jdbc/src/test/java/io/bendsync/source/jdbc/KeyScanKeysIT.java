package io.bendsync.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

/** Rows that are gone become tombstones, whatever their key is made of. */
class KeyScanKeysIT extends KeyScanStory {
    /** Key types, and values for %d from 1 to 12. */
    private static final List<String> KEYS = List.of(
            "VARCHAR(20) COLLATE utf8mb4_0900_ai_ci | 'a%1$d', 'B%1$d ', '\u00e4x%1$d', '\ud83d\ude00%1$d'",
            "VARCHAR(20) COLLATE utf8mb4_general_ci | 'a%1$d', 'B %1$d', 'it''s\\\\,%1$d'",
            "CHAR(20) CHARACTER SET latin1 | 'a%1$d', '\u00e9%1$d', ' %1$d'",
            "CHAR(36) | UUID(), UUID()",
            "BINARY(16) | UUID_TO_BIN(UUID()), x'%1$02d000000000000000000000000000000'",
            "VARBINARY(20) | x'%1$02d', x'%1$02d00', x'%1$02dff'",
            "BIGINT UNSIGNED | 18446744073709551%1$03d, 9223372036854775%1$03d, %1$d",
            "BIGINT | -9223372036854775%1$03d, %1$d",
            "DECIMAL(65,30) | %1$d.5, -%1$d.000000000000000000000000000001, 12345678901234567890123456789%1$03d",
            "DECIMAL(20,0) | 9999999999999999%1$03d, -%1$d, %1$d",
            "DATE | '1000-01-%1$02d', '9999-12-%1$02d'",
            "DATETIME(6) | '2020-01-01 00:00:%1$02d.000001', '2020-01-01 00:%1$02d'",
            "TIMESTAMP | '2020-01-01 00:00:%1$02d', '2030-06-01 00:%1$02d'",
            "TIME(3) | '-800:00:%1$02d.5', SEC_TO_TIME(%1$d - 1), '800:%1$02d:00'",
            "YEAR | 19%1$02d, 20%1$02d",
            "DOUBLE | %1$d.1, 1e300 / %1$d, -%1$d",
            "FLOAT | %1$d.1, -%1$d",
            "BIT(40) | %1$d, 1000000000000 + %1$d",
            "ENUM('a','b','c','d','e','f','g','h','i','j','k','l','m','n','o') | %1$d",
            "SET('a','b','c','d','e') | %1$d");

    @Test
    void rowsAreFoundGoneByKeysOfEveryType() {
        List<String> tables = new ArrayList<>();
        int rows = 0;
        for (String key : KEYS) {
            String[] parts = key.split(" \\| ", -1);
            String table = "k" + tables.size();
            tables.add(table);
            mysql.execute("CREATE TABLE " + table + " (k " + parts[0] + " PRIMARY KEY, name VARCHAR(100), seq INT,"
                    + " tms TIMESTAMP(6) NOT NULL DEFAULT NOW(6) ON UPDATE NOW(6))");
            List<String> values = new ArrayList<>();
            for (int i = 1; i <= 12; i++) {
                for (String value : parts[1].split(", ", -1)) {
                    values.add("(" + value.formatted(i) + ", '" + parts[0].replace("'", "") + values.size() + "', "
                            + values.size() + ")");
                }
            }
            mysql.execute("INSERT INTO " + table + " (k, name, seq) VALUES " + String.join(", ", values));
            rows += values.size();
        }
        Map<String, String> settings = with(settings("timestamp"), "table.whitelist", String.join(",", tables));
        settings.put("delete.detection.interval.ms", "200");
        settings.put("batch.max.rows", "100");
        run = TaskRun.start(settings);
        agree(tables);
        settle();
        assertThat(replica.tombstones()).isZero();
        tables.forEach(table -> mysql.execute("DELETE FROM " + table + " WHERE seq % 4 = 1"));
        agree(tables);
        assertThat(replica.tombstones()).isEqualTo(rows / 4);
        run = run.restarted();
        settle();
        assertThat(replica.tombstones()).isZero();
        tables.forEach(table -> mysql.execute("DELETE FROM " + table));
        agree(tables);
        assertThat(replica.tombstones()).isEqualTo(rows - rows / 4);
    }

    @Test
    void keysOfSeveralColumnsAreToldApart() {
        mysql.execute("CREATE TABLE t (a INT, b VARCHAR(10), c DATE, name VARCHAR(20),"
                + " tms TIMESTAMP(6) NOT NULL DEFAULT NOW(6) ON UPDATE NOW(6), PRIMARY KEY (c, a, b))");
        for (int i = 0; i < 36; i++) {
            mysql.execute("INSERT INTO t (a, b, c, name) VALUES (" + i % 3 + ", 'x" + i / 3 % 4 + "', '2020-01-0"
                    + (1 + i / 12) + "', 'n" + i + "')");
        }
        start("timestamp");
        agree();
        mysql.execute("DELETE FROM t WHERE a = 1 AND b = 'x2'");
        agree();
        assertThat(replica.tombstones()).isEqualTo(3);
    }

    @Test
    void keyThatDiffersFromItsSuccessorInCaseOnlyIsDeleted() {
        mysql.execute("CREATE TABLE t (k VARCHAR(20) COLLATE utf8mb4_0900_ai_ci PRIMARY KEY, name VARCHAR(20),"
                + " tms TIMESTAMP(6) NOT NULL DEFAULT NOW(6) ON UPDATE NOW(6))");
        mysql.execute("INSERT INTO t (k, name) VALUES ('Key', 'before'), ('other', 'other')");
        start("timestamp");
        agree();
        mysql.execute("DELETE FROM t WHERE k = 'Key'", "INSERT INTO t (k, name) VALUES ('key', 'after')");
        agree();
        assertThat(replica.tombstones()).isEqualTo(1);
    }

    /** Without PROCESS rows are sent early and remembered, so as not to be sent again. */
    @Test
    void rowThatComesBackJustAsItWasIsSentAgainWithoutThePrivilegeToo() {
        String user = "u" + mysql.name();
        mysql.execute(
                TABLE,
                "CREATE USER '" + user + "'@'%' IDENTIFIED BY 'pw'",
                "GRANT SELECT ON " + mysql.name() + ".* TO '" + user + "'@'%'");
        try {
            run = TaskRun.start(
                    with(with(settings("timestamp"), "connection.user", user), "connection.password", "pw"));
            for (int round = 0; round < 3; round++) {
                mysql.execute("INSERT INTO t VALUES (1, 'a', '2037-01-01'), (2, 'b', '2037-01-01')");
                agree();
                mysql.execute("DELETE FROM t WHERE id = 1");
                agree();
                mysql.execute("DELETE FROM t");
                agree();
            }
        } finally {
            mysql.execute("DROP USER '" + user + "'@'%'");
        }
    }

    @Test
    void tableWithoutAKeyIsRefusedByName() {
        mysql.execute("CREATE TABLE t (id INT AUTO_INCREMENT, name VARCHAR(20), KEY (id))");
        List<String> errors = new JdbcSourceConnector()
                .validate(settings("incrementing")).configValues().stream()
                        .flatMap(value -> value.errorMessages().stream())
                        .toList();
        assertThat(errors)
                .singleElement()
                .asString()
                .contains("delete.detection", mysql.name() + ".t", "no primary key", "add one");
        assertThatThrownBy(() -> {
                    start("incrementing");
                    settle();
                })
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("Table " + mysql.name() + ".t has no primary key");
    }

    @Test
    void otherKeyThanBeforeIsAnErrorAndNoDelete() {
        mysql.execute(TABLE);
        insert(1, 15);
        start("timestamp");
        agree();
        run.close();
        mysql.execute("ALTER TABLE t MODIFY id VARCHAR(20)");
        assertThatThrownBy(() -> {
                    run = run.restarted();
                    settle();
                })
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("The key of table " + mysql.name() + ".t was id:number and is id:text now");
        assertThat(replica.tombstones()).isZero();
    }

    @Test
    void widerKeyColumnIsStillTheSameKey() {
        mysql.execute(TABLE);
        insert(1, 25);
        start("timestamp");
        agree();
        mysql.execute(
                "ALTER TABLE t MODIFY id BIGINT AUTO_INCREMENT", "INSERT INTO t VALUES (5000000000, 'big', NOW(6))");
        pollUntil(() -> replica.names().containsKey("big"));
        settle();
        assertThat(replica.tombstones()).isZero();
        mysql.execute("DELETE FROM t WHERE id = 5000000000");
        pollUntil(() -> !replica.names().containsKey("big"));
        assertThat(replica.tombstones()).isOne();
    }
}
