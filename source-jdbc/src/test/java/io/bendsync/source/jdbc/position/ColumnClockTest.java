package io.bendsync.source.jdbc.position;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ColumnClockTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void roundsDownAsTheColumnDoes() {
        LocalDateTime time = LocalDateTime.parse("2026-01-02T03:04:05.123456");
        assertThat(new ColumnClock(ZoneOffset.UTC, 0).firstFrom(time)).isEqualTo("2026-01-02T03:04:05");
        assertThat(new ColumnClock(ZoneOffset.UTC, 3).firstFrom(time)).isEqualTo("2026-01-02T03:04:05.123");
        assertThat(new ColumnClock(ZoneOffset.UTC, 6).firstFrom(time)).isEqualTo(time);
    }

    @Test
    void wallClockFollowsItsZone() {
        assertThat(new ColumnClock(BERLIN, 6).firstFrom(LocalDateTime.parse("2026-07-01T10:00")))
                .isEqualTo("2026-07-01T12:00");
    }

    /** On 2026-10-25 at 03:00 Berlin's clocks go back to 02:00: what is written then is smaller than what was. */
    @Test
    void hourThatComesTwiceIsHeldUntilItIsOverForGood() {
        ColumnClock clock = new ColumnClock(BERLIN, 0);
        assertThat(clock.firstFrom(LocalDateTime.parse("2026-10-24T23:59"))).isEqualTo("2026-10-25T01:59");
        assertThat(clock.firstFrom(LocalDateTime.parse("2026-10-25T00:30"))).isEqualTo("2026-10-25T02:00");
        assertThat(clock.firstFrom(LocalDateTime.parse("2026-10-25T00:59"))).isEqualTo("2026-10-25T02:00");
        assertThat(clock.firstFrom(LocalDateTime.parse("2026-10-25T01:30"))).isEqualTo("2026-10-25T02:30");
        assertThat(clock.firstFrom(LocalDateTime.parse("2026-10-25T02:30"))).isEqualTo("2026-10-25T03:30");
    }

    /** Whatever is written from a time on is not below the border of that time, in every minute of a year. */
    @Test
    void nothingIsEverWrittenBelowTheBorder() {
        ColumnClock clock = new ColumnClock(BERLIN, 0);
        LocalDateTime smallestYet = LocalDateTime.MAX;
        for (LocalDateTime utc = LocalDateTime.parse("2027-01-01T00:00");
                utc.isAfter(LocalDateTime.parse("2026-01-01T00:00"));
                utc = utc.minusMinutes(10)) {
            LocalDateTime written = LocalDateTime.ofInstant(utc.toInstant(ZoneOffset.UTC), BERLIN);
            smallestYet = written.isBefore(smallestYet) ? written : smallestYet;
            assertThat(clock.firstFrom(utc)).as("%s", utc).isBeforeOrEqualTo(smallestYet);
        }
    }

    @Test
    void millisecondsAndNanosAreTheColumnsTime() {
        long ms = Instant.parse("2026-07-01T10:00:00.123Z").toEpochMilli();
        assertThat(new ColumnClock(BERLIN, 6).at(ms, 123_456_000)).isEqualTo("2026-07-01T12:00:00.123456");
        assertThat(new ColumnClock(ZoneOffset.UTC, 6).at(-1, 999_000_000)).isEqualTo("1969-12-31T23:59:59.999");
    }
}
