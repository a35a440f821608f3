package io.bendsync.source.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bendsync.testkit.LogCapture;
import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What happens to whole tables that no row tells of: it is done, or said. */
@ExtendWith(StackExtension.class)
class TableChangesIT {

    @TempDir
    private Path folder;

    @Test
    void partitionsThatGoAreSaidWithWhatToDo(MySqlDatabase mysql) {
        mysql.execute(
                "CREATE TABLE parts (id INT PRIMARY KEY) PARTITION BY RANGE (id)"
                        + " (PARTITION p1 VALUES LESS THAN (10), PARTITION p2 VALUES LESS THAN (20))",
                "INSERT INTO parts VALUES (1), (11)");
        try (ConnectStandIn connect = new ConnectStandIn(CdcConfig.of(mysql, folder)).start();
                LogCapture log = new LogCapture()) {
            connect.changes(2);

            mysql.execute(
                    "ALTER TABLE parts ADD PARTITION (PARTITION p3 VALUES LESS THAN (30))",
                    "ALTER TABLE parts DROP PARTITION p1",
                    "ALTER TABLE parts TRUNCATE PARTITION p2",
                    "INSERT INTO parts VALUES (12)");
            connect.changes(3);

            assertThat(log.text().lines().filter(line -> line.contains("Partitions of " + mysql.name() + ".parts")))
                    .hasSize(2)
                    .allMatch(line -> line.contains("verify --repair") && line.contains("--resync"));
        }
    }

    @Test
    void tableThatIsRenamedIsSaidOrStopsTheConnector(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (1)");
        try (ConnectStandIn connect = new ConnectStandIn(CdcConfig.of(mysql, folder)).start();
                LogCapture log = new LogCapture()) {
            connect.changes(1);
            mysql.execute("RENAME TABLE t TO u", "INSERT INTO u VALUES (2)");
            assertThat(connect.changes(2).get(1).inWords()).isEqualTo("c u 2");
            assertThat(log.text())
                    .contains("Table " + mysql.name() + ".t is called " + mysql.name() + ".u from here on");
            connect.stop();

            connect.reconfigured(CdcConfig.of(mysql, folder).with("ddl.rename.table", "fail"))
                    .start();
            mysql.execute("INSERT INTO u VALUES (3)");
            connect.changes(3);
            mysql.execute("ALTER TABLE u RENAME TO v", "INSERT INTO v VALUES (4)");
            assertThatThrownBy(() -> connect.changes(4))
                    .isInstanceOf(CdcSourceException.class)
                    .hasMessageContaining("ddl.rename.table=keep");
            connect.stop();

            connect.reconfigured(CdcConfig.of(mysql, folder)).start();
            assertThat(connect.changes(4).get(3).inWords()).isEqualTo("c v 4");
        }
    }

    @Test
    void databaseThatIsDroppedTakesItsTablesWithIt(MySqlDatabase mysql) {
        String other = mysql.name() + "_other";
        mysql.execute(
                "CREATE TABLE t (id INT PRIMARY KEY)",
                "CREATE DATABASE " + other,
                "CREATE TABLE " + other + ".a (id INT PRIMARY KEY)",
                "INSERT INTO " + other + ".a VALUES (1)");
        CdcConfig config = CdcConfig.of(mysql, folder)
                .with("database.include.list", mysql.name() + "," + other)
                .with("ddl.drop.table", "drop");
        try (ConnectStandIn connect = new ConnectStandIn(config).start()) {
            connect.untilLive();
            mysql.execute(
                    "CREATE TABLE " + other + ".b (id INT PRIMARY KEY)",
                    "DROP DATABASE " + other,
                    "INSERT INTO t VALUES (1)");
            connect.until(change -> change.inWords().equals("c t 1"));

            assertThat(dropped(connect)).containsExactlyInAnyOrder(other + ".a", other + ".b");
        }
    }

    private static List<String> dropped(ConnectStandIn connect) {
        return connect.records().stream()
                .filter(record ->
                        record.value() instanceof Struct value && value.schema().field("__schema_change") != null)
                .map(record -> (Struct) record.value())
                .filter(value -> value.getString("__schema_change").equals("drop_table"))
                .map(value -> value.getString("db") + "." + value.getString("table"))
                .toList();
    }

    @Test
    void tableThatIsAddedToTheListLaterIsSaidAndItsFirstChangeStopsTheConnector(MySqlDatabase mysql) {
        mysql.execute(
                "CREATE TABLE t (id INT PRIMARY KEY)",
                "CREATE TABLE added (id INT PRIMARY KEY)",
                "INSERT INTO added VALUES (1)");
        CdcConfig one =
                CdcConfig.of(mysql, folder).with("table.include.list", "t").with("heartbeat.interval.ms", "500");
        try (ConnectStandIn connect = new ConnectStandIn(one).start();
                LogCapture log = new LogCapture()) {
            connect.untilLive();
            connect.stop();
            // One that is made while the connector stands still is no such table: the binlog has all of it.
            mysql.execute("CREATE TABLE made (id INT PRIMARY KEY)", "INSERT INTO made VALUES (1)");
            CdcConfig more = CdcConfig.of(mysql, folder)
                    .with("table.include.list", "t,added,made")
                    .with("heartbeat.interval.ms", "500");
            connect.reconfigured(more).start();
            connect.until(change -> change.inWords().equals("c made 1"));
            connect.untilLive();

            assertThat(log.text())
                    .contains("Tables [" + mysql.name() + ".added] are captured and were not when the connector began")
                    .contains("--resync");
            mysql.execute("INSERT INTO added VALUES (2)");
            assertThatThrownBy(() -> connect.until(change -> change.inWords().equals("c added 2")))
                    .isInstanceOf(CdcSourceException.class)
                    .hasMessageContaining("did not capture when it began")
                    .hasMessageContaining("--resync");
        }
    }
}
