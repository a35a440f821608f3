package io.bendsync.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StartTimesTest {
    @Test
    void phasesAddUpToTheWhole() {
        StartTimes times = new StartTimes(1_000);
        times.ended("checks", 3_540);
        times.ended("Kafka", 6_000);
        assertThat(times.words()).isEqualTo("5.0 s (checks 2.5 s, Kafka 2.5 s)");
        assertThat(times.millis()).isEqualTo(5_000);
    }
}
