package io.bendsync.localstack.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.localstack.process.Command;
import org.junit.jupiter.api.Test;

class PipComplaintTest {
    @Test
    void refusedConnectionIsTheReasonAndNotTheMissingVersion() {
        String complaint = PipComplaint.of(new Command.Outcome(1, "", """
                WARNING: Retrying (Retry(total=2)) after connection broken by 'NewConnectionError(refused)': /x/
                WARNING: Retrying (Retry(total=1)) after connection broken by 'NewConnectionError(refused)': /x/
                ERROR: Could not find a version that satisfies the requirement databend==1.2.895
                ERROR: No matching distribution found for databend==1.2.895
                """));

        assertThat(complaint)
                .isEqualTo("Could not find a version that satisfies the requirement databend==1.2.895"
                        + " (connection broken by 'NewConnectionError(refused)': /x/)");
    }

    @Test
    void wrongHashIsSaid() {
        assertThat(PipComplaint.of(new Command.Outcome(1, "", "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES\n")))
                .isEqualTo("THESE PACKAGES DO NOT MATCH THE HASHES");
    }
}
