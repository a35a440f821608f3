package io.bendsync.sink.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.sink.buffer.OffsetMove;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LastRecordTest {
    /** A change of this test is a change of what users have stored. */
    @Test
    void whatAFlushLeavesIsReadAgain() {
        LastRecord last =
                LastRecord.of(new OffsetMove(3, 10, 1_700_000_000_000L, 1)).orElseThrow();
        assertThat(last.text()).isEqualTo("9@1700000000000");
        assertThat(LastRecord.parse(last.text(), 10)).contains(last);
    }

    @Test
    void aTimestampOfZeroIsOneAndNoneIsNone() {
        assertThat(LastRecord.of(new OffsetMove(-1, 1, 0, 1))).contains(new LastRecord(0, 0));
        assertThat(LastRecord.of(new OffsetMove(-1, 1, OffsetMove.NO_TIMESTAMP, 1)))
                .isEmpty();
    }

    @Test
    void aTextThatIsNotOfTheRecordBeforeTheLedgersOffsetDoesNotCount() {
        assertThat(LastRecord.parse("9@1700000000000", 9)).isEmpty();
        assertThat(LastRecord.parse("9@1700000000000", 11)).isEmpty();
        assertThat(LastRecord.parse("9@1700000000000", -1)).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "9", "9@", "@1", "9@1@2", "9@-1", "nine@1", "9@1234567890123456789"})
    void aTextOfAnotherFormDoesNotCount(String text) {
        assertThat(LastRecord.parse(text, 10)).isEmpty();
    }
}
