package io.bendsync.source.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.testkit.FaultProxy;
import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Between the task and MySQL there is a network, and it fails. */
@ExtendWith(StackExtension.class)
class NetworkFaultsIT {

    @TempDir
    private Path folder;

    @Test
    void networkThatIsCutLosesAndDoublesNothing(MySqlDatabase mysql) {
        try (FaultProxy network = before(mysql);
                ConnectStandIn connect = streaming(mysql, network)) {
            network.cut();
            mysql.execute("INSERT INTO t VALUES (2)");
            connect.changes(3);

            network.refuse();
            network.cut();
            mysql.execute("INSERT INTO t VALUES (3)");
            connect.pollFor(Duration.ofSeconds(3));
            network.heal();
            mysql.execute("INSERT INTO t VALUES (4)");

            assertThat(connect.changes(5).stream().map(change -> change.key("id")))
                    .containsExactlyElementsOf(IntStream.range(0, 5).boxed().toList());
        }
    }

    @Test
    void networkThatHangsLosesAndDoublesNothing(MySqlDatabase mysql) {
        try (FaultProxy network = before(mysql);
                ConnectStandIn connect = streaming(mysql, network)) {
            long connections = network.acceptedConnections();
            network.hang();
            mysql.execute("INSERT INTO t VALUES (2)");
            // The silence is noticed, and a connection of the next attempt is let in, and hangs too.
            connect.pollUntil(() -> network.acceptedConnections() > connections);
            network.heal();
            mysql.execute("INSERT INTO t VALUES (3)");

            assertThat(connect.changes(4).stream().map(change -> change.key("id")))
                    .containsExactlyElementsOf(IntStream.range(0, 4).boxed().toList());
        }
    }

    /** A task that has had one row from the table and one from the binlog. */
    private ConnectStandIn streaming(MySqlDatabase mysql, FaultProxy network) {
        mysql.execute("CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (0)");
        ConnectStandIn connect = new ConnectStandIn(CdcConfig.of(mysql, folder)
                        .with(
                                "connection.url",
                                "jdbc:mysql://" + network.host() + ":" + network.port() + "/" + mysql.name())
                        .with("connection.backoff.ms", "1000")
                        .with("connect.keep.alive.interval.ms", "1000")
                        .with("heartbeat.interval.ms", "1000"))
                .start();
        connect.changes(1);
        mysql.execute("INSERT INTO t VALUES (1)");
        connect.changes(2);
        return connect;
    }

    private static FaultProxy before(MySqlDatabase mysql) {
        URI server = URI.create(mysql.url().substring("jdbc:".length()));
        return FaultProxy.before(server.getHost(), server.getPort());
    }
}
