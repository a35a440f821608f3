package io.bendsync.source.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A table without a key: its records say what happened, and not to which of equal rows. */
@ExtendWith(StackExtension.class)
class KeylessTableIT {

    @TempDir
    private Path folder;

    @Test
    void everyChangeArrivesWithoutAKeyAndWithTheWholeRow(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE log (v INT, w INT)", "INSERT INTO log VALUES (1, 1), (1, 1)");
        try (ConnectStandIn connect = new ConnectStandIn(CdcConfig.of(mysql, folder)).start()) {
            connect.changes(2);

            mysql.execute(
                    "UPDATE log SET w = 2 LIMIT 1",
                    "DELETE FROM log WHERE w = 1",
                    "TRUNCATE TABLE log",
                    "INSERT INTO log VALUES (3, 3)");

            assertThat(connect.changes(6).stream().map(Change::inWords))
                    .containsExactly("r log", "r log", "u log", "d log", "t log", "c log");
            Change update = connect.changes().get(2);
            assertThat(update.before("w")).isEqualTo(1);
            assertThat(update.after("w")).isEqualTo(2);
            assertThat(connect.changes().get(3).before("w")).isEqualTo(1);
            // Debezium's tombstone of a delete cannot say of what.
            assertThat(connect.records().stream()
                            .filter(record -> record.topic().endsWith(".log")))
                    .hasSize(6)
                    .noneMatch(record -> record.value() == null);
        }
    }
}
