package io.bendsync.runtime.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VerificationTest {
    private static final Finding FINDING =
            new Finding(List.of("1"), 1, 0, 0, Sight.of(List.of()), Sight.of(List.of()), List.of());

    @Test
    void aComparisonOfNothingIsNoAgreement() {
        assertThat(Verification.outcome(List.of())).isEqualTo(TableReport.Outcome.DIFFERS);
        assertThat(Verification.document(List.of())).containsEntry("agrees", false);
    }

    @Test
    void theWorstTableDecides() {
        TableReport agrees = report(List.of(), 0);
        TableReport undecided = report(List.of(), 1);
        TableReport differs = report(List.of(FINDING), 1);

        assertThat(Verification.outcome(List.of(agrees))).isEqualTo(TableReport.Outcome.AGREES);
        assertThat(Verification.outcome(List.of(undecided, agrees))).isEqualTo(TableReport.Outcome.UNDECIDED);
        assertThat(Verification.outcome(List.of(undecided, differs, agrees))).isEqualTo(TableReport.Outcome.DIFFERS);
        assertThat(Verification.document(List.of(undecided)))
                .containsEntry("agrees", false)
                .containsEntry("result", "undecided");
    }

    private static TableReport report(List<Finding> findings, int undecided) {
        TablePair pair = new TablePair("db", "t", "db", "t");
        return new TableReport(pair, 1, 1, List.of(), findings, undecided, List.of(), List.of(), false, "");
    }
}
