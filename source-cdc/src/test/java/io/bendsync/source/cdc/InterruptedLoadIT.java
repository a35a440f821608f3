package io.bendsync.source.cdc;

import static io.bendsync.source.cdc.FirstLoadIT.agree;
import static io.bendsync.source.cdc.FirstLoadIT.changesOf;
import static io.bendsync.source.cdc.FirstLoadIT.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bendsync.testkit.FaultProxy;
import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import io.debezium.spi.converter.CustomConverter;
import io.debezium.spi.converter.RelationalColumn;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The first load when something comes between: what it has sent by then must not outlive the row. */
@ExtendWith(StackExtension.class)
class InterruptedLoadIT {

    private static final int ROWS = 12_000;

    @TempDir
    private Path folder;

    @Test
    void rowDeletedBeforeItsTableIsAlteredDoesNotStay(MySqlDatabase mysql) {
        numbers(mysql, ROWS);
        mysql.execute("CREATE TABLE t (id INT PRIMARY KEY, v INT)", "INSERT INTO t SELECT n, n FROM numbers");
        try (ConnectStandIn connect = new ConnectStandIn(small(mysql).with("first.load.threads", "1")).start()) {
            connect.pollUntil(() -> changesOf(connect, mysql, "t").size() > 3000);
            Object sent = changesOf(connect, mysql, "t").get(0).key("id");
            Thread altering = new Thread(() -> mysql.execute(
                    "DELETE FROM t WHERE id = " + sent, "ALTER TABLE t DROP COLUMN v, ADD COLUMN w INT DEFAULT 3"));
            altering.start();
            connect.pollUntil(() -> !altering.isAlive());

            agree(connect, mysql, "t", "numbers");
        }
    }

    @Test
    void rowDeletedAfterACrashThatLeftNoOffsetOfItsTableDoesNotStay(MySqlDatabase mysql) {
        numbers(mysql, ROWS);
        try (ConnectStandIn connect = new ConnectStandIn(small(mysql)).start()) {
            connect.pollUntil(() -> changesOf(connect, mysql, "numbers").size() > 3000);
            connect.crash();
            mysql.execute("DELETE FROM numbers WHERE n < 500", "UPDATE numbers SET n = n + " + ROWS + " WHERE n < 600");

            connect.start();

            agree(connect, mysql, "numbers");
            assertThat(changesOf(connect, mysql, "numbers"))
                    .noneMatch(change -> change.op().equals("t"));
        }
    }

    @Test
    void theSameWithATableThatIsEmptyByThen(MySqlDatabase mysql) {
        numbers(mysql, 100);
        try (ConnectStandIn connect = new ConnectStandIn(small(mysql)).start()) {
            connect.pollUntil(() -> changesOf(connect, mysql, "numbers").size() == 100);
            connect.crash();
            mysql.execute("DELETE FROM numbers");
            connect.start();
            connect.pollFor(Duration.ofSeconds(1));
            connect.crash();
            mysql.execute("INSERT INTO numbers VALUES (7)");

            connect.start();

            agree(connect, mysql, "numbers");
        }
    }

    @Test
    void theSameWithATableThatIsAlteredMeanwhile(MySqlDatabase mysql) {
        numbers(mysql, ROWS);
        try (ConnectStandIn connect = new ConnectStandIn(small(mysql)).start()) {
            connect.pollUntil(() -> changesOf(connect, mysql, "numbers").size() > 3000);
            connect.crash();
            mysql.execute("DELETE FROM numbers WHERE n < 500", "ALTER TABLE numbers ADD COLUMN v INT DEFAULT 1");

            connect.start();

            agree(connect, mysql, "numbers");
        }
    }

    @Test
    void loadIsFinishedFirstWhenDebeziumsOwnIsAskedForInTheMiddle(MySqlDatabase mysql) {
        numbers(mysql, ROWS);
        try (ConnectStandIn connect = new ConnectStandIn(small(mysql)).start()) {
            connect.pollUntil(() -> connect.changes().size() > ROWS / 3);
            connect.stop();
            mysql.execute("DELETE FROM numbers WHERE n < 500");

            connect.reconfigured(small(mysql).with("snapshot.mode", "initial")).start();

            agree(connect, mysql, "numbers");
        }
    }

    @Test
    void errorInAThreadEndsTheTaskAndIsNotWaitedForForEver(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t (id INT PRIMARY KEY, v INT)", "INSERT INTO t VALUES (1, 1)");
        CdcConfig config = small(mysql).with("converters", "bad").with("bad.type", Overflowing.class.getName());
        try (ConnectStandIn connect = new ConnectStandIn(config).start()) {
            assertThatThrownBy(() -> connect.pollFor(Duration.ofSeconds(20)))
                    .isInstanceOf(CdcSourceException.class)
                    .hasMessageContaining("too deep");
        }
    }

    @Test
    void taskThatIsStoppedLeavesNoThreadBehindThoughTheServerHangs(MySqlDatabase mysql) {
        numbers(mysql, ROWS);
        URI server = URI.create(mysql.url().substring("jdbc:".length()));
        try (FaultProxy network = FaultProxy.before(server.getHost(), server.getPort());
                ConnectStandIn connect =
                        new ConnectStandIn(through(network, mysql).with("first.load.threads", "1")).start()) {
            connect.pollUntil(() -> connect.changes().size() > 3000);
            network.hang();
            connect.pollFor(Duration.ofSeconds(1));

            connect.crash();

            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(Thread.getAllStackTraces().entrySet().stream()
                                    .filter(thread -> thread.getKey().getName().startsWith("first-load"))
                                    .map(thread -> List.of(thread.getValue())))
                            .isEmpty());
        }
    }

    @Test
    void binlogThatIsPurgedMeanwhileIsAClearError(MySqlDatabase mysql) {
        numbers(mysql, ROWS);
        try (ConnectStandIn connect = new ConnectStandIn(small(mysql)).start()) {
            connect.pollUntil(() -> connect.changes().size() > ROWS / 3);
            connect.stop();
            mysql.execute("DELETE FROM numbers WHERE n = 1", "FLUSH BINARY LOGS");
            List<List<String>> logs = mysql.query("SHOW BINARY LOGS");
            mysql.execute("PURGE BINARY LOGS TO '" + logs.get(logs.size() - 1).get(0) + "'");

            assertThatThrownBy(() -> connect.start().pollFor(Duration.ofSeconds(10)))
                    .isInstanceOf(CdcSourceException.class)
                    .hasMessageContaining("no longer has the binlog")
                    .hasMessageContaining("Nothing has been skipped");
        }
    }

    @Test
    void networkThatHangsOrIsCutMeanwhileLosesNothing(MySqlDatabase mysql) {
        numbers(mysql, ROWS);
        URI server = URI.create(mysql.url().substring("jdbc:".length()));
        try (FaultProxy network = FaultProxy.before(server.getHost(), server.getPort())) {
            String url = "jdbc:mysql://" + network.host() + ":" + network.port() + "/" + mysql.name();
            CdcConfig config = through(network, mysql).with("connection.url", url + "?socketTimeout=2000");
            try (ConnectStandIn connect = new ConnectStandIn(config).start()) {
                connect.pollUntil(() -> connect.changes().size() > 2000);
                network.cut();
                mysql.execute("DELETE FROM numbers WHERE n < 100");
                connect.pollUntil(() -> connect.changes().size() > 5000);
                network.hang();
                mysql.execute("DELETE FROM numbers WHERE n < 200");
                connect.pollFor(Duration.ofSeconds(4));
                network.heal();

                agree(connect, mysql, "numbers");
            }
        }
    }

    /** In MySQL's GTIDs it has been there since it was prepared, and in the table it is only when it is committed. */
    @Test
    void rowsOfATransactionThatWasPreparedBeforeTheLoadAndCommittedAfterItsStartAreThere(MySqlDatabase mysql) {
        numbers(mysql, 10);
        mysql.execute("CREATE TABLE t (id INT PRIMARY KEY)", "CREATE TABLE log (v INT)", "INSERT INTO t VALUES (1)");
        String id = "'" + mysql.name() + "'";
        mysql.execute(
                "XA START " + id,
                "INSERT INTO t VALUES (2)",
                "INSERT INTO log VALUES (2)",
                "XA END " + id,
                "XA PREPARE " + id);
        try (ConnectStandIn connect = new ConnectStandIn(small(mysql)).start()) {
            connect.pollUntil(() -> changesOf(connect, mysql, "numbers").size() == 10);
            connect.pollFor(Duration.ofSeconds(2));

            mysql.execute("XA COMMIT " + id);

            agree(connect, mysql, "t", "log", "numbers");
        }
    }

    private CdcConfig small(MySqlDatabase mysql) {
        return CdcConfig.of(mysql, folder).with("first.load.chunk.rows", "1000").with("heartbeat.interval.ms", "500");
    }

    private CdcConfig through(FaultProxy network, MySqlDatabase mysql) {
        return small(mysql)
                .with("connection.url", "jdbc:mysql://" + network.host() + ":" + network.port() + "/" + mysql.name())
                .with("connection.backoff.ms", "500");
    }

    /** A converter of a user's, which Debezium makes by its name. */
    public static final class Overflowing implements CustomConverter<SchemaBuilder, RelationalColumn> {
        @Override
        public void configure(Properties properties) {
            // Nothing to set.
        }

        @Override
        public void converterFor(RelationalColumn column, ConverterRegistration<SchemaBuilder> registration) {
            if (column.name().equals("v")) {
                registration.register(SchemaBuilder.int32().optional(), value -> {
                    throw new StackOverflowError("too deep");
                });
            }
        }
    }
}
