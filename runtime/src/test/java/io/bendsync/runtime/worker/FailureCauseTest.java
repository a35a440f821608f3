package io.bendsync.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

class FailureCauseTest {
    @Test
    void theFirstMessageThatIsNoWrappingIsShown() {
        Exception failure = new ConnectException(
                "Exiting WorkerSinkTask due to unrecoverable exception.",
                new ConnectException("connection.url: no Databend at 127.0.0.1:1", new RuntimeException("refused")));

        assertThat(FailureCause.of(failure)).isEqualTo("connection.url: no Databend at 127.0.0.1:1");
    }

    @Test
    void aTraceGivesTheSameMessageAsItsException() {
        String trace = """
                org.apache.kafka.connect.errors.ConnectException: Exiting WorkerSinkTask due to unrecoverable exception.
                \tat org.apache.kafka.connect.runtime.WorkerSinkTask.deliver(WorkerSinkTask.java:1)
                Caused by: io.bendsync.sink.SinkException: table orders: column id
                is missing
                \tat io.bendsync.sink.X.y(X.java:1)
                Caused by: java.sql.SQLException: deeper
                \t... 9 more
                """;

        assertThat(FailureCause.ofTrace(trace)).isEqualTo("table orders: column id is missing");
    }

    @Test
    void aTraceWithWrappingsOnlyStillSaysSomething() {
        assertThat(FailureCause.ofTrace(
                        "org.apache.kafka.connect.errors.ConnectException: Exiting WorkerSinkTask\n\tat a.b(c)\n"))
                .isEqualTo("Exiting WorkerSinkTask");
    }
}
