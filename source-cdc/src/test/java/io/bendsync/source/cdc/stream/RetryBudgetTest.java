package io.bendsync.source.cdc.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {

    @Test
    void waitsDoubleUpToTheLongest() {
        RetryBudget budget = new RetryBudget(4, Duration.ofMillis(1500));

        assertThat(budget.next()).contains(Duration.ofMillis(500));
        assertThat(budget.next()).contains(Duration.ofSeconds(1));
        assertThat(budget.next()).contains(Duration.ofMillis(1500));
        assertThat(budget.next()).contains(Duration.ofMillis(1500));
        assertThat(budget.next()).isEmpty();
    }

    @Test
    void successFillsItAgain() {
        RetryBudget budget = new RetryBudget(1, Duration.ofSeconds(1));
        assertThat(budget.next()).isPresent();
        assertThat(budget.next()).isEmpty();

        budget.refill();

        assertThat(budget.next()).isPresent();
    }

    @Test
    void minusOneNeverEnds() {
        RetryBudget budget = new RetryBudget(-1, Duration.ofSeconds(10));

        for (int i = 0; i < 1000; i++) {
            assertThat(budget.next())
                    .hasValueSatisfying(
                            wait -> assertThat(wait).isBetween(Duration.ofMillis(500), Duration.ofSeconds(10)));
        }
    }

    @Test
    void noneMeansNone() {
        assertThat(new RetryBudget(0, Duration.ofSeconds(10)).next()).isEmpty();
    }
}
