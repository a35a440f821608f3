package io.bendsync.source.jdbc.offset;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.source.jdbc.table.TableName;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.connect.json.JsonConverter;
import org.junit.jupiter.api.Test;

class SourcePartitionsTest {
    /** As Connect stores it: one byte other, and the offset is not found. */
    @Test
    void partitionIsWrittenInTheSameOrderInEveryProcess() {
        TableName table = new TableName("shop", "orders");
        assertStored(SourcePartitions.of(table), "{\"protocol\":\"1\",\"table\":\"shop.orders\"}");
        assertStored(SourcePartitions.of(table, 12), "{\"protocol\":\"1\",\"load\":\"12\",\"table\":\"shop.orders\"}");
        assertStored(
                SourcePartitions.ofKeys(table, 3), "{\"protocol\":\"1\",\"keys\":\"3\",\"table\":\"shop.orders\"}");
    }

    private static void assertStored(Map<String, String> partition, String bytes) {
        try (JsonConverter json = new JsonConverter()) {
            json.configure(Map.of("schemas.enable", "false"), true);
            byte[] stored = json.fromConnectData("", null, partition);
            assertThat(new String(stored, StandardCharsets.UTF_8)).isEqualTo(bytes);
            Object read = json.toConnectData("", stored).value();
            assertThat(json.fromConnectData("", null, read)).isEqualTo(stored);
        }
    }
}
