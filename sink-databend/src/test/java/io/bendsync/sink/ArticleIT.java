package io.bendsync.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.StackExtension;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The sink's part of the article: its own properties, unchanged but for the address. */
@ExtendWith(StackExtension.class)
class ArticleIT {
    private static final Schema FIRST = SchemaBuilder.struct()
            .name("test_kafka")
            .field("id", Schema.INT32_SCHEMA)
            .field("name", Schema.STRING_SCHEMA)
            .field("description", Schema.OPTIONAL_STRING_SCHEMA)
            .build();
    private static final Schema SECOND = SchemaBuilder.struct()
            .name("test_kafka")
            .field("id", Schema.INT32_SCHEMA)
            .field("name", Schema.STRING_SCHEMA)
            .field("description", Schema.OPTIONAL_STRING_SCHEMA)
            .field("tms", Timestamp.builder().optional().build())
            .build();

    @Test
    void theArticlesOwnPropertiesCreateEvolveAndUpdateTheTable(DatabendDatabase databend) {
        Map<String, String> config = new HashMap<>(Map.of(
                "name",
                "databend",
                "connector.class",
                "com.databend.kafka.connect.DatabendSinkConnector",
                "connection.url",
                databend.serverUrl(),
                "connection.user",
                databend.user(),
                "connection.password",
                databend.password(),
                "connection.attempts",
                "5",
                "connection.backoff.ms",
                "10000",
                "connection.database",
                databend.name(),
                "table.name.format",
                databend.name() + ".${topic}",
                "max.retries",
                "10"));
        config.putAll(Map.of(
                "batch.size", "1",
                "auto.create", "true",
                "auto.evolve", "true",
                "insert.mode", "upsert",
                "pk.mode", "record_value",
                "pk.fields", "id",
                "topics", "test_kafka",
                "errors.tolerance", "all"));
        SinkHarness.Log log = new SinkHarness.Log();
        for (int id = 10; id < 20; id++) {
            log.add("test_kafka", null, null, FIRST, first(id));
        }
        try (SinkHarness sink = SinkHarness.start(log, config, "test_kafka")) {
            sink.drain();
            assertThat(databend.query("SELECT count(*), min(id), max(id) FROM test_kafka"))
                    .containsExactly(java.util.List.of("10", "10", "19"));

            log.add("test_kafka", null, null, SECOND, second(20, "new data", 1_700_000_000_000L));
            sink.drain();
            assertThat(databend.query("SELECT id, name, tms FROM test_kafka WHERE id = 20"))
                    .containsExactly(java.util.List.of("20", "new data", "2023-11-14 22:13:20.000000"));

            log.add("test_kafka", null, null, SECOND, second(20, "update from kafka test", 1_700_000_001_000L));
            sink.drain();
        }
        assertThat(databend.query("SELECT name FROM test_kafka WHERE id = 20"))
                .containsExactly(java.util.List.of("update from kafka test"));
        assertThat(databend.query("SELECT count(*) FROM test_kafka")).containsExactly(java.util.List.of("11"));
    }

    private static Struct first(int id) {
        return new Struct(FIRST).put("id", id).put("name", "name " + id).put("description", "Größe " + id);
    }

    private static Struct second(int id, String name, long millis) {
        return new Struct(SECOND)
                .put("id", id)
                .put("name", name)
                .put("description", "from kafka")
                .put("tms", java.util.Date.from(java.time.Instant.ofEpochMilli(millis)));
    }
}
