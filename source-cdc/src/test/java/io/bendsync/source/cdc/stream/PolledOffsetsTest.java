package io.bendsync.source.cdc.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.junit.jupiter.api.Test;

class PolledOffsetsTest {

    private static final Map<String, String> PARTITION = Map.of("server", "shop");

    @Test
    void storedOffsetCountsUntilSomethingWasPolled() {
        assertThat(new PolledOffsets(stored(5L)).offset(PARTITION)).containsEntry("pos", 5L);
    }

    @Test
    void polledOffsetIsAheadOfTheStoredOne() {
        PolledOffsets offsets = new PolledOffsets(stored(5L));

        offsets.remember(List.of(recordAt(6L), recordAt(7L)));
        offsets.remember(List.of());

        assertThat(offsets.offset(PARTITION)).containsEntry("pos", 7L);
        assertThat(offsets.offsets(List.of(PARTITION)).get(PARTITION)).containsEntry("pos", 7L);
    }

    @Test
    void otherPartitionsAreUntouched() {
        PolledOffsets offsets = new PolledOffsets(stored(5L));

        offsets.remember(List.of(recordAt(7L)));

        assertThat(offsets.offset(Map.of("server", "other"))).containsEntry("pos", 5L);
    }

    @Test
    void offsetMayHoldNulls() {
        Map<String, Object> offset = new HashMap<>();
        offset.put("pos", 9L);
        offset.put("snapshot", null);
        PolledOffsets offsets = new PolledOffsets(stored(5L));

        offsets.remember(List.of(new SourceRecord(PARTITION, offset, "t", null, null)));

        assertThat(offsets.offset(PARTITION)).containsEntry("pos", 9L).containsEntry("snapshot", null);
    }

    private static SourceRecord recordAt(long position) {
        return new SourceRecord(PARTITION, Map.of("pos", position), "t", null, null);
    }

    private static OffsetStorageReader stored(long position) {
        return new OffsetStorageReader() {
            @Override
            public <T> Map<String, Object> offset(Map<String, T> partition) {
                return Map.of("pos", position);
            }

            @Override
            public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
                throw new UnsupportedOperationException("not asked here");
            }
        };
    }
}
