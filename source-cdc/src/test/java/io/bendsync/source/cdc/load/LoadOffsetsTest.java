package io.bendsync.source.cdc.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.relational.TableId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadOffsetsTest {
    /** As Connect stores it, entry by entry: in another order, and after a restart the offset is not found. */
    @Test
    void partitionIsWrittenInTheSameOrderInEveryProcess() {
        Map<String, String> partition =
                LoadOffsets.partition(Map.of("topic.prefix", "it"), new TableId("shop", null, "orders"));
        assertThat(partition).hasToString("{server=it, table=shop.orders}");
        assertThat(new TableLoad(null, null, partition).partition()).hasToString(partition.toString());
    }
}
