package io.bendsync.source.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.testkit.FaultProxy;
import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** One table again while the binlog is read, by a signal of Debezium's. */
@ExtendWith(StackExtension.class)
class SignalIT {

    private static final int ROWS = 3000;

    @TempDir
    private Path folder;

    @Test
    void tableIsReadAgainBySignalWhileChangesGoOn(MySqlDatabase mysql) {
        mysql.execute(
                "SET SESSION cte_max_recursion_depth = 10000",
                "CREATE TABLE signals (id VARCHAR(42) PRIMARY KEY, type VARCHAR(32) NOT NULL, data VARCHAR(2048))",
                "CREATE TABLE other (id INT PRIMARY KEY)",
                "CREATE TABLE t (id INT PRIMARY KEY, v INT)",
                "INSERT INTO t WITH RECURSIVE s AS (SELECT 1 n UNION ALL SELECT n + 1 FROM s WHERE n < " + ROWS
                        + ") SELECT n, 0 FROM s");
        CdcConfig config = CdcConfig.of(mysql, folder)
                .with("heartbeat.interval.ms", "500")
                .with("signal.data.collection", mysql.name() + ".signals");
        String topic = "it." + mysql.name() + ".t";
        try (ConnectStandIn connect = new ConnectStandIn(config).start()) {
            connect.untilLive();
            int before = connect.records().size();

            mysql.execute("INSERT INTO signals VALUES ('1', 'execute-snapshot', '{\"data-collections\": [\""
                    + mysql.name() + ".t\"], \"type\": \"incremental\"}')");
            for (int i = 1; i <= 200; i++) {
                mysql.execute(
                        "UPDATE t SET v = v + 1 WHERE id = " + 13 * i,
                        "DELETE FROM t WHERE id = " + (7 * i + 1),
                        "INSERT INTO other VALUES (" + i + ")");
                connect.poll();
            }
            connect.pollUntil(() -> connect.records().stream()
                            .skip(before)
                            .filter(record -> record.topic().equals(topic))
                            .filter(record -> record.value() != null
                                    && new Change(record).op().equals("r"))
                            .count()
                    >= ROWS - 600);
            mysql.execute("INSERT INTO other VALUES (0)");
            connect.until(
                    change -> change.table().equals("other") && change.key("id").equals(0));

            assertThat(Replica.of(connect.records(), topic).rows()).isEqualTo(Replica.rows(mysql, "t"));
            // What came again is the whole table by itself: a target that had lost rows has them back.
            assertThat(Replica.of(
                                    connect.records()
                                            .subList(before, connect.records().size()),
                                    topic)
                            .rows())
                    .isEqualTo(Replica.rows(mysql, "t"));
        }
    }

    @Test
    void crashAndLostConnectionInTheMiddleOfItBeginNothingAnew(MySqlDatabase mysql) {
        mysql.execute(
                "SET SESSION cte_max_recursion_depth = 10000",
                "CREATE TABLE signals (id VARCHAR(42) PRIMARY KEY, type VARCHAR(32) NOT NULL, data VARCHAR(2048))",
                "CREATE TABLE other (id INT PRIMARY KEY)",
                "CREATE TABLE t (id INT PRIMARY KEY, v INT)",
                "INSERT INTO t WITH RECURSIVE s AS (SELECT 1 n UNION ALL SELECT n + 1 FROM s WHERE n < " + ROWS
                        + ") SELECT n, 0 FROM s");
        String topic = "it." + mysql.name() + ".t";
        URI server = URI.create(mysql.url().substring("jdbc:".length()));
        try (FaultProxy network = FaultProxy.before(server.getHost(), server.getPort())) {
            CdcConfig config = CdcConfig.of(mysql, folder)
                    .with(
                            "connection.url",
                            "jdbc:mysql://" + network.host() + ":" + network.port() + "/" + mysql.name())
                    .with("connection.backoff.ms", "500")
                    .with("heartbeat.interval.ms", "500")
                    .with("incremental.snapshot.chunk.size", "100")
                    .with("max.batch.size", "50")
                    .with("max.queue.size", "100")
                    .with("signal.data.collection", mysql.name() + ".signals");
            try (ConnectStandIn connect = new ConnectStandIn(config).start()) {
                connect.untilLive();
                int before = connect.records().size();

                mysql.execute("INSERT INTO signals VALUES ('1', 'execute-snapshot', '{\"data-collections\": [\""
                        + mysql.name() + ".t\"], \"type\": \"incremental\"}')");
                connect.pollUntil(() -> isReadAgain(connect, before, topic, 500));
                connect.storeOffsets(lastInTheMiddle(connect) + 1);
                connect.crash();
                mysql.execute("DELETE FROM t WHERE id < 200", "UPDATE t SET v = 1 WHERE id > 2500");
                connect.start();
                connect.pollUntil(() -> isReadAgain(connect, before, topic, 1500));
                network.cut();
                connect.pollFor(Duration.ofSeconds(2));
                // Debezium gives up a table whose connection is lost.
                int again = connect.records().size();
                mysql.execute("INSERT INTO signals VALUES ('2', 'execute-snapshot', '{\"data-collections\": [\""
                        + mysql.name() + ".t\"], \"type\": \"incremental\"}')");
                connect.pollUntil(() -> isReadAgain(connect, again, topic, ROWS - 199));
                mysql.execute("INSERT INTO other VALUES (0)");
                connect.until(change -> change.table().equals("other"));

                assertThat(Replica.of(connect.records(), topic).rows()).isEqualTo(Replica.rows(mysql, "t"));
                assertThat(connect.records().stream().skip(before))
                        .noneMatch(record -> record.sourceOffset().containsKey("load"));
            }
        }
    }

    private static boolean isReadAgain(ConnectStandIn connect, int before, String topic, int rows) {
        return connect.records().stream()
                        .skip(before)
                        .filter(record -> record.topic().equals(topic) && record.value() != null)
                        .map(Change::new)
                        .filter(change -> change.op().equals("r"))
                        .map(change -> change.key("id"))
                        .distinct()
                        .count()
                >= rows;
    }

    /** A record whose offset tells that it is of such a snapshot. */
    private static int lastInTheMiddle(ConnectStandIn connect) {
        List<SourceRecord> records = connect.records();
        int last = records.size() - 1;
        while (!records.get(last).sourceOffset().containsKey("snapshot")) {
            last--;
        }
        return last;
    }
}
