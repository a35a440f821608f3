package io.bendsync.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bendsync.sink.commit.LastRecord;
import io.bendsync.sink.commit.LedgerEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

class OpenedPartitionsTest {
    private static final TopicPartition T0 = new TopicPartition("t", 0);
    private static final TopicPartition T1 = new TopicPartition("t", 1);
    private static final long TIME = 1_700_000_000_000L;

    private final Map<TopicPartition, Long> seeks = new HashMap<>();
    private final OpenedPartitions opened = new OpenedPartitions("sink", seeks::put);

    private static LedgerEntry entry(long nextOffset) {
        return new LedgerEntry(nextOffset, 1, "owner", Optional.empty());
    }

    private static LedgerEntry remembering(long nextOffset) {
        return new LedgerEntry(nextOffset, 1, "owner", Optional.of(new LastRecord(nextOffset - 1, TIME)));
    }

    @Test
    void readingBeginsAtTheRememberedRecordElseWhereTheLedgerSaysElseWhereKafkaSays() {
        opened.add(T0, remembering(10));
        opened.add(T1, entry(10));
        opened.add(new TopicPartition("t", 2), entry(-1));
        assertThat(seeks).containsOnly(Map.entry(T0, 9L), Map.entry(T1, 10L));
    }

    @Test
    void theRememberedRecordIsDroppedHoweverOftenItComes() {
        opened.add(T0, remembering(10));
        assertThat(opened.isInTurn(T0, 9, TIME, 10)).isFalse();
        assertThat(opened.isInTurn(T0, 9, TIME, 15)).isFalse();
    }

    @Test
    void anotherRecordInItsPlaceStopsTheTaskAlsoWhenItWasProvenBefore() {
        opened.add(T0, remembering(10));
        assertThatThrownBy(() -> opened.isInTurn(T0, 9, TIME + 1, 10))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("t-0 offset 9 has the timestamp " + (TIME + 1))
                .hasMessageContaining("PUT /connectors/sink/stop, DELETE /connectors/sink/offsets");
        opened.isInTurn(T0, 9, TIME, 10);
        assertThatThrownBy(() -> opened.isInTurn(T0, 9, TIME + 1, 12)).hasMessageContaining("made anew");
    }

    @Test
    void aRecordBeforeTheRememberedOneStopsTheTask() {
        opened.add(T0, remembering(10));
        opened.add(T1, entry(10));
        assertThatThrownBy(() -> opened.isInTurn(T0, 8, TIME, 10))
                .hasMessageContaining("comes although Databend already holds everything before offset 10");
        assertThatThrownBy(() -> opened.isInTurn(T1, 9, TIME, 10))
                .hasMessageContaining("comes although Databend already holds everything before offset 10");
    }

    @Test
    void aRecordWithoutATimestampLeavesNoVerdict() {
        opened.add(T0, remembering(10));
        assertThatCode(() -> assertThat(opened.isInTurn(T0, 9, null, 10)).isFalse())
                .doesNotThrowAnyException();
        assertThat(opened.isUnproven(T0, 10)).isFalse();
    }

    @Test
    void whatWasTakenSinceIsDroppedWhenItComesAgain() {
        opened.add(T0, remembering(10));
        assertThat(opened.isInTurn(T0, 12, TIME + 1, 15)).isFalse();
    }

    @Test
    void aGapInPlaceOfTheRememberedRecordIsReadOnceMoreFromTheLedgersOffset() {
        opened.add(T0, remembering(10));
        assertThat(opened.isInTurn(T0, 13, TIME, 10)).isFalse();
        assertThat(opened.isInTurn(T0, 14, TIME, 10)).as("of the same poll").isFalse();
        assertThat(seeks).containsEntry(T0, 10L);
        opened.polled();
        assertThat(opened.isInTurn(T0, 13, TIME, 10)).as("a gap after all").isTrue();
        assertThat(opened.isInTurn(T0, 16, TIME, 14)).as("and another").isTrue();
    }

    @Test
    void gapsBehindTheRememberedRecordAreNone() {
        opened.add(T0, remembering(10));
        opened.isInTurn(T0, 9, TIME, 10);
        assertThat(opened.isInTurn(T0, 13, TIME, 10)).isTrue();
    }

    @Test
    void recordsThatAreToBeReadAgainBringTheRememberedOneAlongUntilItHasCome() {
        opened.add(T0, remembering(10));
        opened.seek(T0, 10);
        assertThat(seeks).containsEntry(T0, 9L);
        opened.seek(T0, 12);
        assertThat(seeks).as("more was written since").containsEntry(T0, 12L);
        opened.isInTurn(T0, 9, TIME, 10);
        opened.seek(T0, 10);
        assertThat(seeks).containsEntry(T0, 10L);
    }

    @Test
    void aPartitionThatWasTakenAndComesBackIsProvenAnew() {
        opened.add(T0, remembering(10));
        opened.isInTurn(T0, 9, TIME, 10);
        opened.removeAll(List.of(T0));
        opened.add(T0, remembering(20));
        assertThat(seeks).containsEntry(T0, 19L);
        assertThatThrownBy(() -> opened.isInTurn(T0, 19, TIME + 1, 20)).hasMessageContaining("made anew");
    }

    @Test
    void withoutALedgerEachRecordIsTakenWhateverItsOffset() {
        opened.add(T0, entry(-1));
        assertThat(opened.isInTurn(T0, 41, TIME, -1)).isTrue();
        assertThat(opened.isInTurn(T0, 45, null, 42)).isTrue();
    }
}
