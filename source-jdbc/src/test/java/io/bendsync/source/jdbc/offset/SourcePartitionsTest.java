package io.bendsync.source.jdbc.offset;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.source.jdbc.table.TableName;
import java.util.HashMap;
import org.apache.kafka.connect.json.JsonConverter;
import org.junit.jupiter.api.Test;

class SourcePartitionsTest {
    /** As Connect stores it: one byte other, and the offset is not found. */
    @Test
    void partitionIsWrittenInTheSameOrderInEveryProcess() {
        var partition = SourcePartitions.of(new TableName("shop", "orders"));
        try (JsonConverter json = new JsonConverter()) {
            json.configure(java.util.Map.of("schemas.enable", "false"), true);
            assertThat(new String(json.fromConnectData("", null, partition), java.nio.charset.StandardCharsets.UTF_8))
                    .isEqualTo("{\"protocol\":\"1\",\"table\":\"shop.orders\"}");
        }
        assertThat(partition.keySet()).containsExactlyElementsOf(new HashMap<>(partition).keySet());
    }
}
