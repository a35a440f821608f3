package io.bendsync.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
class BulkAndQueryIT {
    @Test
    void bulkReadsTheWholeTableAtEveryPoll(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (1), (2), (3), (4), (5)");
        try (TaskRun run = TaskRun.start(
                Settings.of(mysql, "bulk").with("batch.max.rows", "2").map())) {
            assertThat(values(run.take(5), "id")).containsExactly(1, 2, 3, 4, 5);
            assertThat(values(run.take(5), "id")).containsExactly(1, 2, 3, 4, 5);
        }
    }

    @Test
    void bulkReadsATableWithoutAKeyAsAStream(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t (n INT)", "INSERT INTO t VALUES (1), (1), (1), (2), (2)");
        try (TaskRun run = TaskRun.start(
                Settings.of(mysql, "bulk").with("batch.max.rows", "2").map())) {
            assertThat(values(run.take(5), "n")).containsExactlyInAnyOrder(1, 1, 1, 2, 2);
            assertThat(values(run.take(5), "n")).containsExactlyInAnyOrder(1, 1, 1, 2, 2);
        }
    }

    /** Confluent's connector appends its own WHERE, so that the query may not have one. */
    @Test
    void queryMayHaveConditionsJoinsAndAComment(MySqlDatabase mysql) {
        mysql.execute(
                "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, kind INT, d DATETIME(6))",
                "CREATE TABLE k (kind INT, name VARCHAR(9))",
                "INSERT INTO k VALUES (1, 'one'), (2, 'two')",
                "INSERT INTO t (kind, d) VALUES (1, '2026-01-01 00:00:00.000001'), (2, NULL), (1, NULL)");
        Settings settings = Settings.of(mysql, "incrementing")
                .with("query", "SELECT t.id, k.name, t.d FROM t JOIN k USING (kind) WHERE t.kind = 1; ")
                .with("incrementing.column.name", "id")
                .with("topic.prefix", "joined");
        TaskRun run = TaskRun.start(settings.map());
        List<SourceRecord> records = run.take(2);
        assertThat(values(records, "id")).containsExactly(1, 3);
        assertThat(values(records, "name")).containsExactly("one", "one");
        assertThat(records.get(0).topic()).isEqualTo("joined");
        assertThat(records.get(0).valueSchema().field("d").schema().name())
                .isEqualTo("io.debezium.time.MicroTimestamp");
        mysql.execute("INSERT INTO t (kind) VALUES (1)");
        assertThat(values(run.take(1), "id")).containsExactly(4);
        run.close();
    }

    @Test
    void queryBringsColumnsOfEveryKind(MySqlDatabase mysql) {
        mysql.execute(
                "CREATE TABLE t (id INT PRIMARY KEY, e ENUM('a','b,c'), s SET('x','y'), j JSON, v VECTOR(2),"
                        + " g GEOMETRY, b BIT(5), u BIGINT UNSIGNED, y YEAR, d DECIMAL(20,4))",
                "INSERT INTO t VALUES (1, 'b,c', 'x,y', '{\"k\": 1}', STRING_TO_VECTOR('[1,2.5]'),"
                        + " ST_GeomFromText('POINT(1 2)'), b'10101', 18446744073709551615, 2026, 1.5)");
        try (TaskRun run = TaskRun.start(Settings.of(mysql, "incrementing")
                .with("query", "SELECT * FROM t WHERE id > 0")
                .with("incrementing.column.name", "id")
                .with("topic.prefix", "q")
                .map())) {
            Struct row = (Struct) run.take(1).get(0).value();
            assertThat(row.get("e")).isEqualTo("b,c");
            assertThat(row.get("s")).isEqualTo("x,y");
            assertThat(row.getString("j")).isEqualTo("{\"k\": 1}");
            assertThat(row.<Float>getArray("v")).containsExactly(1f, 2.5f);
            assertThat(row.getStruct("g").getBytes("wkb")).hasSize(21);
            assertThat(row.getBytes("b")).containsExactly(0b10101);
            assertThat(row.get("u")).hasToString("18446744073709551615");
            assertThat(row.get("y")).isEqualTo(2026);
            assertThat(row.get("d")).hasToString("1.5000");
        }
    }

    @Test
    void offsetOfAnotherQueryIsAnErrorThatSaysHowToReset(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY)", "INSERT INTO t VALUES (1), (2)");
        Settings settings = Settings.of(mysql, "incrementing")
                .with("incrementing.column.name", "id")
                .with("topic.prefix", "q");
        TaskRun run = TaskRun.start(settings.with("query", "SELECT * FROM t").map());
        assertThat(run.take(2)).hasSize(2);
        TaskRun other = run.restarted(
                settings.with("query", "SELECT * FROM t WHERE id > 0").map());
        assertThatThrownBy(() -> other.take(1))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("another query")
                .hasMessageContaining("reset");
        other.close();
    }

    @Test
    void suffixLimitsEachStatementAndLosesNothing(MySqlDatabase mysql) {
        mysql.execute(
                "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, tms TIMESTAMP(6) NOT NULL)",
                "INSERT INTO t (tms) VALUES ('2026-01-01'), ('2026-01-01'), ('2026-01-01'), ('2026-01-02'), ('2026-01-03')");
        for (String mode : List.of("incrementing", "timestamp")) {
            try (TaskRun run = TaskRun.start(Settings.of(mysql, mode)
                    .with("timestamp.column.name", "tms")
                    .with("query.suffix", "LIMIT 2")
                    .map())) {
                List<SourceRecord> records = run.take(6, Duration.ofSeconds(5));
                assertThat(values(records, "id")).as(mode).containsExactly(1, 2, 3, 4, 5);
            }
        }
    }

    @Test
    void queryCannotWriteNorRunASecondStatement(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY)");
        for (String query :
                List.of("SELECT * FROM t; DELETE FROM t", "SELECT * FROM t FOR UPDATE) x; DROP TABLE t; --")) {
            assertThat(ValidationIT.errors(Settings.of(mysql, "bulk")
                            .with("query", query)
                            .with("topic.prefix", "q")
                            .map()))
                    .containsOnlyKeys("query");
        }
        assertThat(ValidationIT.errors(Settings.of(mysql, "bulk")
                        .with("query", "DELETE FROM t")
                        .with("topic.prefix", "q")
                        .map()))
                .containsOnlyKeys("query");
    }

    private static List<Object> values(List<SourceRecord> records, String column) {
        return records.stream()
                .map(record -> ((Struct) record.value()).get(column))
                .toList();
    }
}
