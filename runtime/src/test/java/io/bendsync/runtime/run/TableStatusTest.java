package io.bendsync.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableStatusTest {
    @Test
    void equalCountsWithNothingWaitingAreInStep() {
        assertThat(new TableStatus("s.t", 1234L, true, 1234L, 0L, 0.0).row())
                .containsExactly("s.t", "in step", "1,234", "1,234", "0", "0 s");
    }

    @Test
    void whatWaitsOrIsMissingIsTold() {
        assertThat(new TableStatus("t", 9L, true, 9L, 2L, 1.4).getState()).isEqualTo("catching up");
        assertThat(new TableStatus("t", 9L, true, 5L, 0L, 0.0).getState()).isEqualTo("loading");
        assertThat(new TableStatus("t", 9L, true, null, 0L, 0.0).getState()).isEqualTo("empty");
    }

    @Test
    void anEstimateIsMarkedAndProvesNothing() {
        assertThat(new TableStatus("t", 9L, false, 12L, 0L, 0.0).row())
                .containsExactly("t", "live", "~9", "12", "0", "0 s");
    }

    @Test
    void whatIsUnknownIsNotGuessed() throws IOException {
        TableStatus status = TableStatus.of(new ObjectMapper().readTree("{\"table\":\"t\",\"sourceRows\":null}"));

        assertThat(status.row()).isEqualTo(List.of("t", "empty", "?", "-", "?", "?"));
    }
}
