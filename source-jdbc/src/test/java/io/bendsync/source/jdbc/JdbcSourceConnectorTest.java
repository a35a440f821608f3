package io.bendsync.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.junit.jupiter.api.Test;

class JdbcSourceConnectorTest {
    private static final Map<String, ?> TABLE = Map.of("table", "shop.orders", "protocol", "1");

    private final JdbcSourceConnector connector = new JdbcSourceConnector();

    @Test
    void exactlyOnceIsPromisedWhereAPositionIsKept() {
        for (String mode : new String[] {"incrementing", "timestamp", "timestamp+incrementing"}) {
            assertThat(connector.exactlyOnceSupport(Map.of("mode", mode))).isEqualTo(ExactlyOnceSupport.SUPPORTED);
        }
        assertThat(connector.exactlyOnceSupport(Map.of("mode", "bulk"))).isEqualTo(ExactlyOnceSupport.UNSUPPORTED);
    }

    @Test
    void offsetsOfOursAndOfConfluentsFormMayBeStoredAndReset() {
        assertThat(alter(TABLE, Map.of("incrementing", 7L, "pending", "3,5..6")))
                .isTrue();
        assertThat(alter(TABLE, Map.of("incrementing", "18446744073709551615"))).isTrue();
        assertThat(alter(TABLE, Map.of("timestamp", 1, "timestamp_nanos", 1_000_000)))
                .isTrue();
        assertThat(alter(Map.of("table", "orders"), Map.of("incrementing", 7))).isTrue();
        assertThat(alter(Map.of("query", "query"), Map.of("incrementing", 7))).isTrue();
        assertThat(alter(TABLE, null)).isTrue();
    }

    @Test
    void offsetsOfChunksOfAFirstLoadMayBeStoredAndReset() {
        Map<String, ?> chunk = Map.of("table", "shop.orders", "protocol", "1", "load", "7");
        assertThat(alter(chunk, Map.of("key", "5", "load", "1,time,id", "load_rows", 5, "load_done", "true")))
                .isTrue();
        assertThat(alter(chunk, null)).isTrue();
        assertThatThrownBy(() -> alter(chunk, Map.of("load_rows", "many"))).hasMessageContaining("load_rows");
        assertThatThrownBy(() -> alter(Map.of("table", "t", "protocol", "1", "load", "x"), null))
                .hasMessageContaining("database.table");
    }

    @Test
    void offsetsOfKnownKeysMayBeStoredAndReset() {
        Map<String, ?> run = Map.of("table", "shop.orders", "protocol", "1", "keys", "3");
        assertThat(alter(run, Map.of("keys_known", "x", "keys_stamp", 5L, "keys_newest", "")))
                .isTrue();
        assertThat(alter(run, null)).isTrue();
        assertThat(alter(TABLE, Map.of("incrementing", 7L, "keys_of", "id:number", "keys_runs", 3, "keys_unsure", "")))
                .isTrue();
        assertThatThrownBy(() -> alter(TABLE, Map.of("keys_runs", "many"))).hasMessageContaining("keys_runs");
    }

    @Test
    void offsetsThatCouldNotBeReadLaterAreRefusedByTheNameOfTheField() {
        assertThatThrownBy(() -> alter(Map.of("topic", "x"), Map.of("incrementing", 7)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("database.table");
        assertThatThrownBy(() -> alter(TABLE, Map.of("incrementing", "seven"))).hasMessageContaining("incrementing");
        assertThatThrownBy(() -> alter(TABLE, Map.of("timestamp", "today"))).hasMessageContaining("timestamp");
        assertThatThrownBy(() -> alter(TABLE, Map.of("file", "x"))).hasMessageContaining("file");
    }

    private boolean alter(Map<String, ?> partition, Map<String, ?> offset) {
        Map<Map<String, ?>, Map<String, ?>> offsets = new HashMap<>();
        offsets.put(partition, offset);
        return connector.alterOffsets(Map.of(), offsets);
    }
}
