package io.bendsync.dashboard.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.dashboard.figures.Beans.Figure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThroughputTest {
    private static final long SECOND = 1_000_000_000L;

    private final Throughput throughput = new Throughput();
    private long now = 1;

    @Test
    void whatACounterHeldBeforeTheFirstLookCountsForNothing() {
        sample(counter("a", 5_000));
        sample(counter("a", 5_010));

        assertThat(throughput.total()).containsExactly(0.0, 5.0);
    }

    @Test
    void aTaskThatStartsAgainCountsFromZero() {
        sample(counter("a", 100));
        sample(counter("a", 6));

        assertThat(throughput.of("a", 2)).containsExactly(0.0, 3.0);
    }

    @Test
    void tasksOfOneTableAreAddedUpAndTheRestIsNot() {
        sample(counter("a", 0), new Figure("second task", Map.of("topic", "a"), 0), counter("b", 0));
        sample(counter("a", 2), new Figure("second task", Map.of("topic", "a"), 4), counter("b", 8));

        assertThat(throughput.now("a", 1)).isEqualTo(3);
        assertThat(throughput.now("b", 1)).isEqualTo(4);
        assertThat(throughput.total()).containsExactly(0.0, 7.0);
        assertThat(throughput.of("unknown", 3)).containsExactly(0.0, 0.0, 0.0);
    }

    @Test
    void onlyTheLastQuarterOfAnHourIsKept() {
        for (int i = 0; i < Throughput.LENGTH + 10; i++) {
            sample(counter("a", 2.0 * i * i));
        }
        List<Double> total = throughput.total();

        assertThat(total).hasSize(Throughput.LENGTH);
        assertThat(total.get(Throughput.LENGTH - 1)).isEqualTo(2.0 * (Throughput.LENGTH + 9) - 1);
        assertThat(total.get(0)).isEqualTo(2.0 * 10 - 1);
    }

    @Test
    void aTableThatIsGoneFadesOut() {
        sample(counter("a", 0));
        sample(counter("a", 2));
        sample();

        assertThat(throughput.of("a", 2)).containsExactly(1.0, 0.0);
    }

    private void sample(Figure... figures) {
        throughput.sample(List.of(figures), figure -> figure.label("topic"), now);
        now += 2 * SECOND;
    }

    private static Figure counter(String topic, double value) {
        return new Figure("counter of " + topic, Map.of("topic", topic), value);
    }
}
