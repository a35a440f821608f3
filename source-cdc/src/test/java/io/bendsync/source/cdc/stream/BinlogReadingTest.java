package io.bendsync.source.cdc.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BinlogReadingTest {

    @Test
    void silenceIsJudgedByHowOftenAHeartbeatIsDue() {
        assertThat(silence("10000", "10000")).isEqualTo(Duration.ofMinutes(1));
        assertThat(silence("10000", "120000")).isEqualTo(Duration.ofMinutes(6));
        assertThat(silence("10000", "0")).isGreaterThan(Duration.ofDays(365));
    }

    private static Duration silence(String keepAlive, String heartbeat) {
        return BinlogReading.longestSilence(
                Map.of("connect.keep.alive.interval.ms", keepAlive, "heartbeat.interval.ms", heartbeat));
    }
}
