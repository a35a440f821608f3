package io.bendsync.sink.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantTextTest {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
    private static final int TIMES = 100_000;

    @Test
    void instantsOfAnyPrecisionAreReadAsJavaReadsThem() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < TIMES; i++) {
            LocalDateTime time =
                    LocalDateTime.ofEpochSecond(random.nextLong(-62_167_219_200L, 253_402_300_800L), 0, ZoneOffset.UTC);
            int digits = random.nextInt(10);
            String fraction = digits == 0
                    ? ""
                    : "." + "%09d".formatted(random.nextInt(1_000_000_000)).substring(0, digits);
            String text = SECONDS.format(time) + fraction + "Z";
            assertThat(InstantText.micros(text)).as("%s, seed %s", text, seed).isEqualTo(java(text));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-02-29T23:59:59.9999999+01:00",
                "2024-02-29T23:59Z",
                "2023-02-29T00:00:00Z",
                "2024-04-31T00:00:00Z",
                "2024-13-01T00:00:00Z",
                "2024-01-00T00:00:00Z",
                "2024-01-01T24:00:00Z",
                "2024-01-01T00:60:00Z",
                "2024-01-01T00:00:60Z",
                "2024-01-01T00:00:00.Z",
                "2024-01-01T00:00:00.0000000001Z",
                "2024-01-01T00:00:00.00000000xZ",
                "2024-01-01T00:00:00,5Z",
                "2024-01-01 00:00:00Z",
                "+12024-01-01T00:00:00Z",
                "-0001-01-01T00:00:00Z",
                "2024-1-01T00:00:00.0Z",
                "Z",
                ""
            })
    void allElseIsLeftToJava(String text) {
        assertThat(InstantText.micros(text)).isEqualTo(InstantText.OTHER);
    }

    /** Beyond 2262 nanoseconds do not fit a long any more. */
    @ParameterizedTest
    @ValueSource(strings = {"9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999+00:00"})
    void theLastInstantIsReadInEveryForm(String text) {
        assertThat(Times.microsOfText(text)).isEqualTo(253_402_300_799_999_999L);
    }

    private static long java(String text) {
        Instant instant = OffsetDateTime.parse(text).toInstant();
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }
}
