package io.bendsync.dashboard.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FailuresTest {
    private static final String TRACE = """
            org.apache.kafka.connect.errors.ConnectException: Exiting WorkerSinkTask due to unrecoverable exception.
            \tat org.apache.kafka.connect.runtime.WorkerSinkTask.deliverMessages(WorkerSinkTask.java:1)
            Caused by: io.bendsync.sink.SinkException: Column d of t holds DATE
            and the record a text: change the column
            \tat io.bendsync.sink.X.y(X.java:2)
            \t... 10 more
            """;

    private final Failures failures = new Failures();

    @Test
    void theMessageIsTheConnectorsOwn() {
        assertThat(Cause.of(TRACE)).isEqualTo("Column d of t holds DATE and the record a text: change the column");
        assertThat(Cause.of("no trace at all")).isEqualTo("no trace at all");
    }

    @Test
    void aFailureKeepsItsFirstTimeAndIsRememberedWhenItIsOver() {
        failures.see(List.of(failure("t", "one", 1)));
        failures.see(List.of(failure("t", "one", 2)));
        assertThat(failures.all()).containsExactly(failure("t", "one", 1));

        failures.see(List.of());
        assertThat(failures.all()).containsExactly(failure("t", "one", 1).over());

        failures.see(List.of(failure("t", "two", 3)));
        assertThat(failures.all())
                .containsExactly(failure("t", "two", 3), failure("t", "one", 1).over());
    }

    @Test
    void onlyTheLastTwentyAreRemembered() {
        IntStream.range(0, 30).forEach(i -> failures.see(List.of(failure("t", "failure " + i, i))));

        assertThat(failures.all()).hasSize(21).first().isEqualTo(failure("t", "failure 29", 29));
        assertThat(failures.all()).last().isEqualTo(failure("t", "failure 9", 9).over());
    }

    private static Failure failure(String part, String message, long since) {
        return new Failure("c", part, message, message, since, true);
    }
}
