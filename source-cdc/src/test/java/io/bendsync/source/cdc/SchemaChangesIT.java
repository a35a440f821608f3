package io.bendsync.source.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a table's own topic is told of changes of its structure. */
@ExtendWith(StackExtension.class)
class SchemaChangesIT {

    @TempDir
    private Path folder;

    private static CdcConfig following(MySqlDatabase mysql, Path folder) {
        return CdcConfig.of(mysql, folder)
                .with("ddl.drop.column", "drop")
                .with("ddl.rename", "rename")
                .with("ddl.drop.table", "drop");
    }

    @Test
    void whatTheTargetIsToFollowStandsAmongTheRowsAlsoAfterARestart(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t (id INT PRIMARY KEY, a INT, b INT)", "INSERT INTO t VALUES (1, 1, 1)");
        try (ConnectStandIn connect = new ConnectStandIn(following(mysql, folder)).start()) {
            connect.changes(1);
            mysql.execute(
                    "INSERT INTO t VALUES (2, 2, 2)",
                    "ALTER TABLE t RENAME COLUMN a TO c, DROP b, ADD COLUMN d INT",
                    "INSERT INTO t VALUES (3, 3, 3)");
            connect.changes(3);
            connect.stop();
            mysql.execute("ALTER TABLE t CHANGE c a INT, CHANGE d c INT", "INSERT INTO t VALUES (4, 4, 4)");
            connect.start();
            mysql.execute("DROP TABLE t", "CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (5)");
            connect.changes(5);

            assertThat(told(connect, mysql, "t"))
                    .containsExactly(
                            "r 1",
                            "c 2",
                            "drop_column b",
                            "rename_column a c",
                            "c 3",
                            "rename_column c a",
                            "rename_column d c",
                            "c 4",
                            "drop_table",
                            "c 5");
        }
    }

    @Test
    void byDefaultTopicsHoldDebeziumsRecordsOnly(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t (id INT PRIMARY KEY, a INT, b INT)", "INSERT INTO t VALUES (1, 1, 1)");
        try (ConnectStandIn connect = new ConnectStandIn(CdcConfig.of(mysql, folder)).start()) {
            connect.changes(1);
            mysql.execute(
                    "ALTER TABLE t RENAME COLUMN a TO c, DROP b",
                    "DROP TABLE t",
                    "CREATE TABLE t (id INT PRIMARY KEY)",
                    "INSERT INTO t VALUES (2)");
            connect.changes(2);

            assertThat(told(connect, mysql, "t")).containsExactly("r 1", "c 2");
        }
    }

    /** Rows loaded in the new structure must not lose a column to a statement from before. */
    @Test
    void changesFromBeforeATableWasLoadedAreNotTold(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t (id INT PRIMARY KEY, a INT)", "INSERT INTO t VALUES (1, 1)");
        try (ConnectStandIn connect =
                new ConnectStandIn(following(mysql, folder)).storingNothing().start()) {
            connect.pollUntil(() -> connect.records().stream()
                    .anyMatch(record -> record.sourceOffset().containsKey("load")));
            mysql.execute(
                    "ALTER TABLE t DROP COLUMN a",
                    "ALTER TABLE t ADD COLUMN a INT DEFAULT 5",
                    "INSERT INTO t VALUES (2, 2)");
            connect.storeOffsets();
            connect.changes(2);
            mysql.execute("ALTER TABLE t DROP COLUMN a", "INSERT INTO t VALUES (3)");
            connect.changes(3);

            assertThat(told(connect, mysql, "t")).containsExactly("r 1", "r 2", "drop_column a", "c 3");
        }
    }

    @Test
    void workingCopiesOfOnlineSchemaChangesAreNobodysTables(MySqlDatabase mysql) {
        mysql.execute(
                "CREATE TABLE t (id INT PRIMARY KEY)",
                "INSERT INTO t VALUES (1)",
                "CREATE TABLE _t_gho LIKE t",
                "CREATE TABLE _keep_new (id INT PRIMARY KEY)");
        try (ConnectStandIn connect = new ConnectStandIn(following(mysql, folder)).start()) {
            connect.changes(1);
            mysql.execute(
                    // as gh-ost does
                    "ALTER TABLE _t_gho ADD COLUMN note VARCHAR(10)",
                    "INSERT INTO _t_gho (id) SELECT id FROM t",
                    "INSERT INTO t VALUES (2)",
                    "INSERT INTO _t_gho (id) VALUES (2)",
                    "RENAME TABLE t TO _t_del, _t_gho TO t",
                    "DROP TABLE _t_del",
                    "INSERT INTO t VALUES (3, 'c')",
                    // as pt-online-schema-change does
                    "CREATE TABLE _t_new LIKE t",
                    "ALTER TABLE _t_new ADD COLUMN price INT",
                    "INSERT INTO _t_new (id, note) SELECT id, note FROM t",
                    "DELETE FROM _t_new WHERE id = 1",
                    "INSERT INTO _t_new (id, note) VALUES (1, NULL)",
                    "RENAME TABLE t TO _t_old, _t_new TO t",
                    "DROP TABLE IF EXISTS _t_old",
                    "INSERT INTO t VALUES (4, 'd', 4)",
                    // no copy of anything
                    "INSERT INTO _keep_new VALUES (1)");
            connect.changes(5);

            assertThat(told(connect, mysql, "t")).containsExactly("r 1", "c 2", "c 3", "c 4");
            assertThat(told(connect, mysql, "_keep_new")).containsExactly("c 1");
            assertThat(connect.records().stream().map(SourceRecord::topic).filter(topic -> topic.contains("._t_")))
                    .isEmpty();
            assertThat(connect.changes().get(3).after("price")).isEqualTo(4);
        }
    }

    /** A topic's rows and announcements, in words. */
    private static List<String> told(ConnectStandIn connect, MySqlDatabase mysql, String table) {
        return connect.records().stream()
                .filter(record -> record.topic().equals("it." + mysql.name() + "." + table))
                .filter(record -> record.value() != null)
                .map(record -> {
                    Struct value = (Struct) record.value();
                    return value.schema().field("op") != null
                            ? value.getString("op") + " " + new Change(record).key("id")
                            : Stream.of("__schema_change", "column", "to")
                                    .map(value::getString)
                                    .filter(Objects::nonNull)
                                    .reduce((a, b) -> a + " " + b)
                                    .orElseThrow();
                })
                .toList();
    }
}
