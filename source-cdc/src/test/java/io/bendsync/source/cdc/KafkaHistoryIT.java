package io.bendsync.source.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import io.bendsync.testkit.connect.KafkaNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The history of the tables' structure where it is kept by default, in a topic, which somebody deletes. */
@ExtendWith(StackExtension.class)
class KafkaHistoryIT {

    @TempDir
    private Path folder;

    @Test
    void historyTopicThatIsGoneIsAClearErrorAndRecoveredWhereNothingWasAltered(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (1)");
        try (KafkaNode kafka = KafkaNode.start(folder);
                ConnectStandIn connect = new ConnectStandIn(config(mysql, kafka)).start()) {
            connect.changes(1);
            mysql.execute("INSERT INTO t VALUES (2)");
            connect.changes(2);
            connect.stop();
            kafka.deleteTopics(List.of("it.schema-history"));
            mysql.execute("INSERT INTO t VALUES (3)");

            assertThatThrownBy(() -> connect.start().pollFor(Duration.ofSeconds(30)))
                    .isInstanceOf(CdcSourceException.class)
                    .hasMessageContaining("it.schema-history")
                    .hasMessageContaining("snapshot.mode=recovery");
            connect.crash();

            connect.reconfigured(config(mysql, kafka).with("snapshot.mode", "recovery"))
                    .start();
            assertThat(connect.changes(3).get(2).inWords()).isEqualTo("c t 3");
            connect.stop();
            mysql.execute("INSERT INTO t VALUES (4)");
            connect.reconfigured(config(mysql, kafka)).start();
            assertThat(connect.changes(4).get(3).inWords()).isEqualTo("c t 4");
        }
    }

    private CdcConfig config(MySqlDatabase mysql, KafkaNode kafka) {
        return CdcConfig.of(mysql, folder)
                .with("heartbeat.interval.ms", "500")
                .with("schema.history.internal", "io.debezium.storage.kafka.history.KafkaSchemaHistory")
                .with("schema.history.internal.kafka.bootstrap.servers", kafka.address());
    }
}
