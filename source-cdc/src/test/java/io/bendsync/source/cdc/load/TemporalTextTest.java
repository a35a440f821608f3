package io.bendsync.source.cdc.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemporalTextTest {

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final int TIMES = 100_000;

    @Test
    void everyDayOfTheCalendarIsRead() {
        for (LocalDate day = LocalDate.of(0, 1, 1); day.getYear() < 10_000; day = day.plusDays(1)) {
            assertThat(TemporalText.date(bytes(
                            "%04d".formatted(day.getYear()) + day.toString().substring(4))))
                    .isEqualTo(day);
        }
    }

    @Test
    void dateTimesOfAnyPrecisionAreRead() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < TIMES; i++) {
            LocalDateTime time = LocalDateTime.of(1000, 1, 1, 0, 0).plusSeconds(random.nextLong(284_000_000_000L));
            int digits = random.nextInt(7);
            String fraction = digits == 0
                    ? ""
                    : "%06d".formatted(random.nextInt(1_000_000)).substring(0, digits);
            int nanos = digits == 0 ? 0 : Integer.parseInt((fraction + "000000000").substring(0, 9));
            String text = SECONDS.format(time) + (digits == 0 ? "" : "." + fraction);
            assertThat(TemporalText.dateTime(bytes(text))).as("seed %s", seed).isEqualTo(time.withNano(nanos));
        }
    }

    @Test
    void theHourThatNoClockInBerlinShowsIsKept() {
        assertThat(TemporalText.dateTime(bytes("2024-03-31 02:30:00"))).isEqualTo("2024-03-31T02:30");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000-00-00",
                "2024-00-10",
                "2024-01-00",
                "2023-02-29",
                "2024-04-31",
                "2024-13-01",
                "2024-1-01",
                "20240101",
                "",
                "2024/01/01",
                "2024-01-0x"
            })
    void noDayOfTheCalendarIsLeft(String text) {
        assertThat(TemporalText.date(bytes(text))).isNull();
        assertThat(TemporalText.dateTime(bytes(text + " 00:00:00"))).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-01-01 24:00:00", "2024-01-01 00:60:00", "2024-01-01 00:00:60", "2024-01-01 00:00:00.",
                "2024-01-01T00:00:00", "2024-01-01 00:00", "2024-01-01 00-00-00", "2024-01-01 00:00:00.1234567890",
                "2024-01-01 00:00:00.x", "2024-01-01 00:00:00,5"
            })
    void whatIsNotSuchATextIsLeft(String text) {
        assertThat(TemporalText.dateTime(bytes(text))).isNull();
    }

    @Test
    void nullIsLeft() {
        assertThat(TemporalText.date(null)).isNull();
        assertThat(TemporalText.dateTime(null)).isNull();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
