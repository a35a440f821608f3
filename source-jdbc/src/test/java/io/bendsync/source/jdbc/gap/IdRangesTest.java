package io.bendsync.source.jdbc.gap;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.source.jdbc.position.IdOrdinal;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class IdRangesTest {
    @RepeatedTest(100)
    void behavesLikeASetOfNumbers(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        IdRanges ranges = new IdRanges();
        TreeSet<Long> numbers = new TreeSet<>();
        long next = -20;
        for (int i = 0; i < 20; i++) {
            long first = next + random.nextInt(3);
            long last = first + random.nextInt(5);
            ranges.add(first, last);
            for (long id = first; id <= last; id++) {
                numbers.add(id);
            }
            next = last + 2;
        }
        for (int i = 0; i < 30; i++) {
            long id = random.nextLong(80) - 20;
            if (random.nextInt(8) == 0) {
                ranges.removeUpTo(id / 4);
                numbers.headSet(id / 4, true).clear();
            } else {
                ranges.remove(id);
                numbers.remove(id);
            }
        }
        for (long id = -25; id < 120; id++) {
            assertThat(ranges.contains(id)).as("id %d", id).isEqualTo(numbers.contains(id));
        }
    }

    @Test
    void textIsReadBackAtBothEndsOfTheRange() {
        for (IdOrdinal ordinal : new IdOrdinal[] {new IdOrdinal(false), new IdOrdinal(true)}) {
            IdRanges ranges = new IdRanges();
            ranges.add(Long.MIN_VALUE, Long.MIN_VALUE + 3);
            ranges.add(5, 5);
            ranges.add(Long.MAX_VALUE, Long.MAX_VALUE);
            String text = ranges.text(ordinal);
            assertThat(IdRanges.parse(text, ordinal).ranges()).isEqualTo(ranges.ranges());
        }
        assertThat(IdRanges.parse("", new IdOrdinal(false)).isEmpty()).isTrue();
    }
}
