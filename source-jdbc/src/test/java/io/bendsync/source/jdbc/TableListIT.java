package io.bendsync.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tables come and go while tasks run; no task is stopped for it. */
@ExtendWith(StackExtension.class)
class TableListIT {
    private static final String COLUMNS = " (id INT AUTO_INCREMENT PRIMARY KEY)";

    @Test
    void newTablesAreReadOnceEachWithoutAnyTaskBeingConfiguredAnew(MySqlDatabase mysql) {
        create(mysql, "a", "b", "c");
        try (WorkerRun run = WorkerRun.start(settings(mysql).map())) {
            awaitRows(run, "a1", "b1", "c1");
            create(mysql, "d", "e", "f", "g");
            awaitRows(run, "a1", "b1", "c1", "d1", "e1", "f1", "g1");
            insert(mysql, "a", "d", "g");
            awaitRows(run, "a1", "b1", "c1", "d1", "e1", "f1", "g1", "a2", "d2", "g2");
            assertThat(run.configurations()).isEqualTo(1);
            run.kill(0);
            run.kill(1);
            insert(mysql, "e", "f");
            awaitRows(run, "a1", "b1", "c1", "d1", "e1", "f1", "g1", "a2", "d2", "g2", "e2", "f2");
        }
    }

    @Test
    void droppedTableLeavesIsReadOnWhenItIsBackAndStopsNoOther(MySqlDatabase mysql) {
        create(mysql, "a", "b");
        try (WorkerRun run = WorkerRun.start(settings(mysql).map())) {
            awaitRows(run, "a1", "b1");
            // The only table of its task.
            mysql.execute("DROP TABLE a");
            insert(mysql, "b");
            awaitRows(run, "a1", "b1", "b2");
            for (int i = 0; i < 20; i++) {
                run.round();
            }
            mysql.execute(
                    "CREATE TABLE a (id INT AUTO_INCREMENT PRIMARY KEY, more INT)", "INSERT INTO a VALUES (2, 5)");
            awaitRows(run, "a1", "b1", "b2", "a2");
            assertThat(run.log().get(3).valueSchema().field("more")).isNotNull();
            assertThat(run.configurations()).isEqualTo(1);
        }
    }

    @Test
    void tableDroppedAndMadeAgainBetweenTwoPollsIsReadOn(MySqlDatabase mysql) {
        create(mysql, "a", "b");
        try (WorkerRun run = WorkerRun.start(settings(mysql).map())) {
            awaitRows(run, "a1", "b1");
            mysql.execute("DROP TABLE a", "CREATE TABLE a" + COLUMNS, "INSERT INTO a VALUES (1), (2), (3)");
            awaitRows(run, "a1", "b1", "a2", "a3");
        }
    }

    @Test
    void moreTasksAreAskedForWhenMoreTablesCanUseThem(MySqlDatabase mysql) {
        create(mysql, "a");
        try (WorkerRun run = WorkerRun.start(settings(mysql).map())) {
            assertThat(run.tasks()).isEqualTo(1);
            awaitRows(run, "a1");
            create(mysql, "b");
            long end = System.nanoTime() + 30_000_000_000L;
            while (run.tasks() < 2 && System.nanoTime() < end) {
                run.round();
            }
            assertThat(run.tasks()).isEqualTo(2);
            awaitRows(run, "a1", "b1");
            create(mysql, "c");
            awaitRows(run, "a1", "b1", "c1");
            assertThat(run.configurations()).isEqualTo(2);
        }
    }

    @Test
    void oneBadTableStopsTheTaskWhenAskedTo(MySqlDatabase mysql) {
        create(mysql, "a");
        mysql.execute("CREATE TABLE bad (id INT AUTO_INCREMENT PRIMARY KEY, d DATE)");
        insert(mysql, "bad");
        try (TaskRun run = TaskRun.start(settings(mysql)
                .with("errors.table", "fail")
                .with("tasks.max", "1")
                .map())) {
            assertThat(run.take(2)).hasSize(2);
            mysql.execute(
                    "SET SESSION sql_mode = ''", "ALTER TABLE bad DROP COLUMN id", "INSERT INTO bad VALUES (NULL)");
            assertThatThrownBy(() -> run.take(1))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining(".bad")
                    .hasMessageContaining("AUTO_INCREMENT");
        }
    }

    private static Settings settings(MySqlDatabase mysql) {
        return Settings.of(mysql, "incrementing")
                .with("tasks.max", "2")
                .with("table.poll.interval.ms", "200")
                .with("poll.interval.ms", "20");
    }

    private static void create(MySqlDatabase mysql, String... tables) {
        for (String table : tables) {
            mysql.execute("CREATE TABLE " + table + COLUMNS);
            insert(mysql, table);
        }
    }

    private static void insert(MySqlDatabase mysql, String... tables) {
        for (String table : tables) {
            mysql.execute("INSERT INTO " + table + " () VALUES ()");
        }
    }

    /** Rounds until there are so many rows; they are these, each once. */
    private static void awaitRows(WorkerRun run, String... rows) {
        long end = System.nanoTime() + 30_000_000_000L;
        while (run.log().size() < rows.length && System.nanoTime() < end) {
            run.round();
        }
        List<String> found = run.log().stream()
                .map(record -> record.topic() + ((Struct) record.value()).get("id"))
                .toList();
        assertThat(found).containsExactlyInAnyOrderElementsOf(Stream.of(rows).toList());
    }
}
