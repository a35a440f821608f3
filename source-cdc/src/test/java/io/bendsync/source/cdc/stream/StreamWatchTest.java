package io.bendsync.source.cdc.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StreamWatchTest {

    private long now;
    private boolean loading;
    private boolean connected;
    private final StreamWatch watch =
            new StreamWatch(() -> loading, () -> connected, Duration.ofSeconds(60), () -> now);

    @Test
    void firstLoadMayTakeAsLongAsItLikes() {
        loading = true;
        for (int i = 0; i < 10; i++) {
            pass(3600);
            assertThat(watch.trouble()).isEmpty();
        }
    }

    @Test
    void connectionThatIsNeverSeenIsMissed() {
        loading = true;
        pass(3600);
        watch.trouble();
        loading = false;
        pass(29);
        assertThat(watch.trouble()).isEmpty();

        pass(2);

        assertThat(watch.trouble()).hasValueSatisfying(what -> assertThat(what).contains("no connection"));
    }

    @Test
    void connectionThatIsGoneTwiceInARowIsLost() {
        connected = true;
        pass(2);
        assertThat(watch.trouble()).isEmpty();

        connected = false;
        pass(2);
        assertThat(watch.trouble()).isEmpty();
        pass(2);

        assertThat(watch.trouble()).hasValueSatisfying(what -> assertThat(what).contains("closed"));
    }

    @Test
    void connectionThatIsBackAtTheNextLookIsNotLost() {
        connected = true;
        pass(2);
        watch.trouble();
        connected = false;
        pass(2);
        watch.trouble();

        connected = true;
        pass(2);

        assertThat(watch.trouble()).isEmpty();
    }

    @Test
    void silenceOnAnOpenConnectionIsALoss() {
        connected = true;
        pass(2);
        watch.trouble();
        pass(59);
        assertThat(watch.trouble()).isEmpty();

        pass(2);

        assertThat(watch.trouble()).hasValueSatisfying(what -> assertThat(what).contains("60 s"));
    }

    @Test
    void whatIsHeardEndsTheSilence() {
        connected = true;
        pass(2);
        watch.trouble();
        for (int i = 0; i < 10; i++) {
            pass(50);
            watch.heard();
            assertThat(watch.trouble()).isEmpty();
        }
    }

    @Test
    void looksAreASecondApart() {
        connected = true;
        pass(2);
        watch.trouble();
        connected = false;
        pass(2);
        watch.trouble();

        now += 1000;

        assertThat(watch.trouble()).isEmpty();
    }

    private void pass(long seconds) {
        now += Duration.ofSeconds(seconds).toNanos();
    }
}
