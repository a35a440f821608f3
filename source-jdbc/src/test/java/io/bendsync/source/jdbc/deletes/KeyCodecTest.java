package io.bendsync.source.jdbc.deletes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bendsync.source.jdbc.failure.SourceException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class KeyCodecTest {
    private static final int RUN = 8000;

    @Test
    void everyKeyComesBack() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            int width = 1 + random.nextInt(3);
            int[] kinds = random.ints(width, 0, 4).toArray();
            Set<List<String>> keys = new LinkedHashSet<>();
            for (int i = random.nextInt(60); i > 0; i--) {
                List<String> key = new ArrayList<>();
                for (int kind : kinds) {
                    key.add(text(random, kind));
                }
                keys.add(List.copyOf(key));
            }
            assertThat(KeyCodec.decode(KeyCodec.encode(List.copyOf(keys))))
                    .as("seed %d, round %d", seed, round)
                    .containsExactlyInAnyOrderElementsOf(keys);
        }
    }

    @Test
    void textsThatOnlyLookLikeNumbersStayAsTheyAre() {
        List<List<String>> keys = List.of(List.of("007"), List.of("7"), List.of("-0"), List.of("+1"), List.of(""));
        assertThat(KeyCodec.decode(KeyCodec.encode(keys))).containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void numbersComeBackSorted() {
        assertThat(KeyCodec.decode(KeyCodec.encode(List.of(List.of("10"), List.of("9"), List.of("-3")))))
                .containsExactly(List.of("-3"), List.of("9"), List.of("10"));
    }

    @Test
    void somethingElseIsRefusedWithAWordOnWhatToDo() {
        for (String text : List.of("AAAA", "?", "eJw=")) {
            assertThatThrownBy(() -> KeyCodec.decode(text))
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("reset its offsets");
        }
    }

    /** The figures in the README: bytes of offsets for a million keys, in runs. */
    @Test
    void aMillionKeysCostWhatTheReadmeSays() {
        List<List<String>> numbers = LongStream.range(5_000_000, 5_000_000 + RUN)
                .mapToObj(id -> List.of(Long.toString(id)))
                .toList();
        assertThat(perMillion(numbers)).isBetween(1_000L, 10_000L);

        Random random = new Random(1);
        List<List<String>> halfGone = LongStream.range(5_000_000, 5_000_000 + 2 * RUN)
                .filter(id -> random.nextBoolean())
                .limit(RUN)
                .mapToObj(id -> List.of(Long.toString(id)))
                .toList();
        assertThat(perMillion(halfGone)).isBetween(200_000L, 500_000L);

        List<List<String>> uuids = new ArrayList<>();
        for (int i = 0; i < RUN; i++) {
            uuids.add(List.of(new UUID(random.nextLong(), random.nextLong()).toString()));
        }
        Collections.sort(uuids, (a, b) -> a.get(0).compareTo(b.get(0)));
        assertThat(perMillion(uuids)).isBetween(24_000_000L, 28_000_000L);
    }

    private static long perMillion(List<List<String>> run) {
        long bytes = KeyCodec.encode(run).length() * 1_000_000L / run.size();
        System.out.printf("%s: %,d bytes for a million%n", run.get(0), bytes);
        return bytes;
    }

    private static String text(Random random, int kind) {
        return switch (kind) {
            case 0 -> Long.toString(random.nextLong());
            case 1 -> Integer.toString(random.nextInt(100));
            case 2 -> new UUID(random.nextLong(), random.nextLong()).toString();
            default -> random.nextInt(4) == 0 ? "" : "x,\\\u00e4\ud83d\ude00" + random.nextInt(50);
        };
    }
}
