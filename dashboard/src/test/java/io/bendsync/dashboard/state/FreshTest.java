package io.bendsync.dashboard.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FreshTest {
    private final ExecutorService threads = Executors.newSingleThreadExecutor();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void afterAnErrorItIsFoundOutAgain() {
        Deque<Callable<String>> answers = new ArrayDeque<>(List.of(
                () -> {
                    throw new NoClassDefFoundError("gone");
                },
                () -> "found"));
        Fresh<String> fresh = new Fresh<>(
                "it", threads, Duration.ZERO, "unknown", () -> answers.poll().call());

        assertThat(fresh.within(Duration.ofMinutes(1))).isEqualTo("unknown");
        assertThat(fresh.within(Duration.ofMinutes(1))).isEqualTo("found");
    }

    @Test
    void whatWasKnownStaysWhenItCannotBeFoundOut() {
        Fresh<String> fresh = new Fresh<>("it", threads, Duration.ofHours(1), "unknown", () -> {
            throw new IllegalStateException("no answer");
        });

        assertThat(fresh.within(Duration.ofMinutes(1))).isEqualTo("unknown");
    }
}
