package io.bendsync.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.bendsync.runtime.FakeBean;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RowCountsTest {
    private static final String PREFIX = "kafka.consumer:type=consumer-fetch-manager-metrics,client-id=";

    @AfterEach
    void noBeansStay() {
        FakeBean.unregister("kafka.consumer:*");
    }

    @Test
    void theTasksOfOneSinkAreAddedUpByTopic() {
        consumer("connector-consumer-shop-target-0,topic=orders", 5);
        consumer("connector-consumer-shop-target-1,topic=orders", 7);
        consumer("connector-consumer-shop-target-1,topic=\"shop.items\"", 2);
        consumer("connector-consumer-shop-target-0,topic=orders,partition=0", 100);
        consumer("connector-consumer-shop-target2-0,topic=orders", 100);
        consumer("connector-consumer-shop-target-0,topic=foreign", 100);

        RowCounts counts = new RowCounts("shop-target", topic -> topic.equals("orders") || topic.equals("shop.items"));

        assertThat(counts.given()).containsOnly(entry("orders", 12L), entry("shop.items", 2L));
    }

    private static void consumer(String name, double total) {
        FakeBean.register(PREFIX + name, Map.of("records-consumed-total", total));
    }
}
