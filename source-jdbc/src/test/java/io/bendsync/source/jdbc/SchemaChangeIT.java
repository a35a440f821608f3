package io.bendsync.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
class SchemaChangeIT {
    private static final String TABLE = "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, a INT, b VARCHAR(9))";

    @Test
    void eachRecordHasTheSchemaOfItsTime(MySqlDatabase mysql) {
        mysql.execute(TABLE, "INSERT INTO t (a, b) VALUES (1, 'x')");
        try (TaskRun run = TaskRun.start(Settings.of(mysql, "incrementing").map())) {
            assertThat(one(run).get("a")).isEqualTo(1);

            mysql.execute("ALTER TABLE t ADD COLUMN c INT");
            assertThat(run.takeFor(Duration.ofMillis(300))).isEmpty();
            mysql.execute("INSERT INTO t (a, b, c) VALUES (2, 'y', 3)");
            assertThat(one(run).get("c")).isEqualTo(3);

            mysql.execute("ALTER TABLE t MODIFY a BIGINT UNSIGNED", "INSERT INTO t (a) VALUES (18446744073709551615)");
            assertThat(one(run).get("a")).isEqualTo(new BigDecimal("18446744073709551615"));

            mysql.execute("ALTER TABLE t DROP COLUMN b, RENAME COLUMN c TO d", "INSERT INTO t (a, d) VALUES (5, 6)");
            Struct row = one(run);
            assertThat(row.schema().field("b")).isNull();
            assertThat(row.schema().field("c")).isNull();
            assertThat(row.get("d")).isEqualTo(6);

            mysql.execute("ALTER TABLE t MODIFY d INT UNSIGNED", "INSERT INTO t (d) VALUES (4294967295)");
            assertThat(one(run).get("d")).isEqualTo(4294967295L);
        }
    }

    /** Each row says how many columns there were when it was written; more may have come before it was read. */
    @Test
    void columnsAddedAndDroppedInTheMiddleOfAPollLoseNoRowAndMixNoValues(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, a INT NOT NULL)");
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            for (int round = 0; round < 12; round++) {
                mysql.execute(
                        "INSERT INTO t (a) SELECT " + round + " FROM (WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL"
                                + " SELECT i + 1 FROM n WHERE i < 50) SELECT i FROM n) n");
                mysql.execute(
                        round % 3 == 2
                                ? "ALTER TABLE t DROP COLUMN c" + (round - 1) + ", RENAME COLUMN c" + (round - 2)
                                        + " TO d" + round
                                : "ALTER TABLE t ADD COLUMN c" + round + " INT NOT NULL DEFAULT " + round
                                        + (round % 2 == 0 ? " FIRST" : ""));
            }
        });
        try (TaskRun run = TaskRun.start(Settings.of(mysql, "incrementing")
                .with("batch.max.rows", "20")
                .with("poll.interval.ms", "1")
                .map())) {
            List<SourceRecord> records = run.take(600, Duration.ofSeconds(60));
            writer.join();
            assertThat(records)
                    .extracting(record -> {
                        Struct row = (Struct) record.value();
                        return List.of(row.get("id").toString(), row.get("a").toString());
                    })
                    .containsExactlyElementsOf(mysql.query("SELECT id, a FROM t ORDER BY id"));
            for (SourceRecord record : records) {
                Struct row = (Struct) record.value();
                row.validate();
                row.schema().fields().stream()
                        .filter(field -> field.name().startsWith("c"))
                        .forEach(field -> assertThat("c" + row.get(field)).isEqualTo(field.name()));
            }
        }
    }

    @Test
    void droppedIncrementingColumnStopsTheTableAndTheOthersGoOn(MySqlDatabase mysql) {
        mysql.execute(
                TABLE,
                "CREATE TABLE u (id INT AUTO_INCREMENT PRIMARY KEY)",
                "INSERT INTO t (a) VALUES (1)",
                "INSERT INTO u VALUES (1)");
        try (TaskRun run = TaskRun.start(Settings.of(mysql, "incrementing").map())) {
            assertThat(run.take(2)).hasSize(2);
            mysql.execute("ALTER TABLE t DROP COLUMN id", "INSERT INTO t (a) VALUES (2)", "INSERT INTO u VALUES (2)");
            assertThat(run.take(1))
                    .singleElement()
                    .extracting(SourceRecord::topic)
                    .isEqualTo("u");
        }
    }

    @Test
    void droppedIncrementingColumnOfTheOnlyTableFailsTheTask(MySqlDatabase mysql) {
        mysql.execute(TABLE, "INSERT INTO t (a) VALUES (1)");
        try (TaskRun run = TaskRun.start(Settings.of(mysql, "incrementing").map())) {
            assertThat(run.take(1)).hasSize(1);
            mysql.execute("ALTER TABLE t DROP COLUMN id", "INSERT INTO t (a) VALUES (2)");
            assertThatThrownBy(() -> run.take(1))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("AUTO_INCREMENT");
        }
    }

    @Test
    void primaryKeyChangedWhileReadingIsTheKeyOfTheNextRecordsAndNoRowIsLost(MySqlDatabase mysql) {
        mysql.execute(
                "CREATE TABLE t (id INT NOT NULL, part INT NOT NULL, tms TIMESTAMP(6) NOT NULL DEFAULT NOW(6),"
                        + " PRIMARY KEY (id))",
                "INSERT INTO t (id, part) VALUES (1, 1), (2, 1), (3, 1)");
        TaskRun run = TaskRun.start(Settings.of(mysql, "timestamp")
                .with("timestamp.column.name", "tms")
                .map());
        assertThat(run.take(3)).extracting(SchemaChangeIT::keyFields).containsOnly(List.of("id"));
        mysql.execute(
                "ALTER TABLE t DROP PRIMARY KEY, ADD PRIMARY KEY (part, id)", "INSERT INTO t (id, part) VALUES (3, 2)");
        // The last time read comes once more: which of its rows were read is known by the old key only.
        List<SourceRecord> after = run.takeFor(Duration.ofSeconds(2));
        assertThat(after).extracting(SchemaChangeIT::keyFields).containsOnly(List.of("part", "id"));
        assertThat(after)
                .extracting(record -> ((Struct) record.key()).getInt32("part"))
                .contains(2);
        run = run.restarted();
        mysql.execute("INSERT INTO t (id, part) VALUES (3, 3)");
        assertThat(run.take(1))
                .extracting(record -> ((Struct) record.key()).getInt32("part"))
                .contains(3);
        run.close();
    }

    private static List<String> keyFields(SourceRecord record) {
        return record.keySchema().fields().stream().map(field -> field.name()).toList();
    }

    @Test
    void droppedTableIsPutAsideAndReadAgainWhenItIsBack(MySqlDatabase mysql) {
        mysql.execute(
                TABLE,
                "CREATE TABLE u (id INT AUTO_INCREMENT PRIMARY KEY)",
                "INSERT INTO t (a) VALUES (1)",
                "INSERT INTO u VALUES (1)");
        try (TaskRun run = TaskRun.start(Settings.of(mysql, "incrementing")
                .with("table.poll.interval.ms", "300")
                .map())) {
            assertThat(run.take(2)).hasSize(2);
            mysql.execute("DROP TABLE t", "INSERT INTO u VALUES (2)");
            assertThat(run.take(1))
                    .singleElement()
                    .extracting(SourceRecord::topic)
                    .isEqualTo("u");
            assertThat(run.takeFor(Duration.ofMillis(500))).isEmpty();
            mysql.execute(TABLE, "INSERT INTO t (id, a) VALUES (7, 1)");
            List<SourceRecord> back = run.take(1);
            assertThat(((Struct) back.get(0).value()).get("id")).isEqualTo(7);
        }
    }

    private static Struct one(TaskRun run) {
        List<SourceRecord> records = run.take(1);
        assertThat(records).hasSize(1);
        return (Struct) records.get(0).value();
    }
}
