package io.bendsync.source.cdc.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.source.cdc.stream.Position;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Offsets as version 0.1 stores them, each with a field more that a later version may add: every version goes on from
 * them, so that one can go up and back. A change of this test is a change of what users have stored.
 */
class StoredFormsTest {
    @Test
    void theLoadOfATableGoesOnFromItsChunks() {
        Map<String, Object> stored = new HashMap<>(Map.of(
                "file",
                "binlog.000003",
                "pos",
                1234L,
                "gtids",
                "3e11fa47-71ca-11e1-9e33-c80aa9429562:1-5",
                "load",
                "l1",
                "structure",
                "abc",
                "column",
                "id",
                "splits",
                "100,2%2C0,",
                "about",
                250L));
        stored.put("done", "0-1,2-3,");
        stored.put("rows", 180L);
        stored.put("at", "1=1%2C5,");
        stored.put("later", "x");

        TableProgress progress = TableProgress.of(stored, "l1").orElseThrow();

        assertThat(progress.plan().start())
                .isEqualTo(new Position("binlog.000003", 1234, "3e11fa47-71ca-11e1-9e33-c80aa9429562:1-5"));
        assertThat(progress.plan().upTo(0)).contains("100");
        assertThat(progress.plan().upTo(1)).contains("2,0");
        assertThat(progress.isDone(0)).isTrue();
        assertThat(progress.isDone(1)).isFalse();
        assertThat(progress.isDone(2)).isTrue();
        assertThat(progress.rows()).isEqualTo(180);
        stored.remove("later");
        assertThat(progress.offset().keySet()).isEqualTo(stored.keySet());
    }

    @Test
    void theStreamGoesOnFromDebeziumsWords() {
        Map<String, Object> stored = Map.of("file", "binlog.000003", "pos", 4L, "ts_sec", 1_700_000_000L, "later", 1L);

        assertThat(Position.of(stored)).contains(new Position("binlog.000003", 4, ""));
        assertThat(LoadOffsets.load(stored)).isEmpty();
        assertThat(LoadOffsets.load(Map.of("load", "l1"))).contains("l1");
    }
}
