package io.bendsync.source.cdc.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.shyiko.mysql.binlog.event.EventHeaderV4;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDataDeserializationException;
import com.github.shyiko.mysql.binlog.network.AuthenticationException;
import com.github.shyiko.mysql.binlog.network.ServerException;
import io.debezium.DebeziumException;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.sql.SQLException;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

class FailureTest {

    @Test
    void brokenConnectionIsTriedAgain() {
        assertThat(Failure.of(wrapped(new EOFException("end of stream")))).isEqualTo(Failure.CONNECTION_LOST);
        assertThat(Failure.of(wrapped(new IOException("Connection reset")))).isEqualTo(Failure.CONNECTION_LOST);
        assertThat(Failure.of(new SQLException("Communications link failure", "08S01")))
                .isEqualTo(Failure.CONNECTION_LOST);
        assertThat(Failure.of(wrapped(new ServerException("Server shutdown in progress", 1053, "08S01"))))
                .isEqualTo(Failure.CONNECTION_LOST);
    }

    @Test
    void eventCutOffByALostConnectionIsTriedAgain() {
        Throwable cut = new EventDataDeserializationException(new EventHeaderV4(), new SocketException("reset"));

        assertThat(Failure.of(wrapped(cut))).isEqualTo(Failure.CONNECTION_LOST);
    }

    @Test
    void eventThatCannotBeReadIsNotTriedAgain() {
        Throwable odd = new EventDataDeserializationException(new EventHeaderV4(), new IOException("no such type"));

        assertThat(Failure.of(wrapped(odd))).isEqualTo(Failure.OTHER);
    }

    @Test
    void purgedBinlogIsKnownByDebeziumsWordsAndByTheServers() {
        assertThat(Failure.of(new DebeziumException("The connector is trying to read change stream starting at X, but"
                        + " this is no longer available on the server. Reconfigure the connector")))
                .isEqualTo(Failure.BINLOG_PURGED);
        assertThat(Failure.of(wrapped(
                        new ServerException("Could not find first log file name in binary log index", 1236, "HY000"))))
                .isEqualTo(Failure.BINLOG_PURGED);
        assertThat(Failure.of(wrapped(new ServerException(
                        "Cannot replicate because the source purged required binary logs.", 1236, "HY000"))))
                .isEqualTo(Failure.BINLOG_PURGED);
    }

    @Test
    void twinWithTheSameServerIdIsKnown() {
        assertThat(Failure.of(wrapped(new ServerException(
                        "A replica with the same server_uuid/server_id as this replica has connected to the source",
                        1236,
                        "HY000"))))
                .isEqualTo(Failure.SERVER_ID_TAKEN);
    }

    @Test
    void lostHistoryIsKnown() {
        assertThat(Failure.of(new DebeziumException(
                        "The db history topic is missing. You may attempt to recover it by reconfiguring")))
                .isEqualTo(Failure.HISTORY_LOST);
    }

    @Test
    void whatLastsIsNotTriedAgain() {
        assertThat(Failure.of(wrapped(new AuthenticationException("Access denied", 1045, "28000"))))
                .isEqualTo(Failure.OTHER);
        assertThat(Failure.of(new SQLException("Access denied", "28000", 1045))).isEqualTo(Failure.OTHER);
        assertThat(Failure.of(
                        wrapped(new ServerException("log event entry exceeded max_allowed_packet", 1236, "HY000"))))
                .isEqualTo(Failure.OTHER);
        assertThat(Failure.of(new IllegalStateException("a fault of ours"))).isEqualTo(Failure.OTHER);
    }

    private static Throwable wrapped(Throwable cause) {
        return new ConnectException(
                "An exception occurred in the change event producer. This connector will be stopped.",
                new DebeziumException(cause.getMessage(), cause));
    }
}
