package io.bendsync.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import java.util.List;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Cursor columns that differ from table to table, by Confluent's keys. */
@ExtendWith(StackExtension.class)
class ColumnMappingIT {
    @Test
    void eachTableIsReadByItsOwnColumns(MySqlDatabase mysql) {
        mysql.execute(
                "CREATE TABLE orders (nr INT PRIMARY KEY, changed DATETIME, made DATETIME NOT NULL)",
                "CREATE TABLE items (id INT PRIMARY KEY, seen DATETIME NOT NULL)",
                "INSERT INTO orders VALUES (1, '2026-01-03', '2026-01-01'), (2, NULL, '2026-01-02')",
                "INSERT INTO items VALUES (8, '2026-01-02'), (9, '2026-01-01')");
        Settings settings = Settings.of(mysql, "timestamp+incrementing")
                .with("timestamp.columns.mapping", ".*\\.orders:[changed|made],.*\\.items:[seen]")
                .with("incrementing.column.mapping", ".*\\.orders:nr,.*\\.items:id");
        assertThat(ValidationIT.errors(settings.map())).isEmpty();
        try (TaskRun run = TaskRun.start(settings.map())) {
            List<SourceRecord> records = run.take(4);
            assertThat(numbers(records, "orders", "nr")).containsExactly(2, 1);
            assertThat(numbers(records, "items", "id")).containsExactly(9, 8);
        }
    }

    @Test
    void tableThatMatchesNoEntryOrTwoIsNamed(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE a (id INT PRIMARY KEY)", "CREATE TABLE b (id INT PRIMARY KEY)");
        var errors = ValidationIT.errors(Settings.of(mysql, "incrementing")
                .with("incrementing.column.mapping", ".*\\.a:id,.*[a]:id")
                .map());
        assertThat(errors).containsOnlyKeys("incrementing.column.mapping");
        assertThat(errors.get("incrementing.column.mapping"))
                .satisfiesExactlyInAnyOrder(
                        message -> assertThat(message).contains(mysql.name() + ".a matches 2 entries"),
                        message -> assertThat(message).contains(mysql.name() + ".b matches no entry"));
    }

    @Test
    void entryThatCannotBeReadAndBothSpellingsAreErrors(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE a (id INT PRIMARY KEY)");
        assertThat(ValidationIT.errors(Settings.of(mysql, "timestamp+incrementing")
                        .with("timestamp.columns.mapping", "a[")
                        .with("incrementing.column.mapping", ".*:id")
                        .with("incrementing.column.name", "id")
                        .map()))
                .containsOnlyKeys("timestamp.columns.mapping", "incrementing.column.mapping");
    }

    private static List<Integer> numbers(List<SourceRecord> records, String topic, String column) {
        return records.stream()
                .filter(record -> record.topic().equals(topic))
                .map(record -> ((Struct) record.value()).getInt32(column))
                .toList();
    }
}
