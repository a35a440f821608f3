package io.bendsync.converter.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.converter.json.fallback.HandOver;
import io.bendsync.converter.json.read.EnvelopeHead;
import io.bendsync.converter.json.read.RecordReader;
import io.bendsync.converter.json.write.JsonBytes;
import io.bendsync.converter.json.write.RecordWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.common.cache.Cache;
import org.apache.kafka.common.cache.LRUCache;
import org.apache.kafka.common.cache.SynchronizedCache;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.junit.jupiter.api.Test;

/** That usual records are not handed over, that schemas are remembered, and that threads may share. */
class StreamingTest {

    private final Pair pair = Pair.of(Map.of());

    @Test
    void usualRowsNeedNoHelpFromTheOriginal() throws Exception {
        Struct row = TenColumns.row(4711);
        byte[] record = pair.theirs().fromConnectData("topic", TenColumns.SCHEMA, row);
        byte[] schemaJson = pair.theirs()
                .asJsonSchema(TenColumns.SCHEMA)
                .toString()
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);

        JsonBytes out = new JsonBytes();
        RecordWriter.of(TenColumns.SCHEMA, schemaJson, false, true).write(out, row);
        assertThat(out.toByteArray()).isEqualTo(record);

        byte[] head = EnvelopeHead.of(record).bytes();
        RecordReader reader = RecordReader.of(head, TenColumns.SCHEMA, true);
        assertThat(reader.reads(record)).isTrue();
        assertThat(reader.read(record)).isEqualTo(new SchemaAndValue(TenColumns.SCHEMA, row));
    }

    @Test
    void mostGeneratedRecordsAreStreamed() {
        Samples samples = new Samples(42);
        int streamed = 0;
        int all = 2000;
        for (int i = 0; i < all; i++) {
            Schema schema = samples.schema();
            try {
                RecordWriter.of(schema, null, false, true).write(new JsonBytes(), samples.value(schema));
                streamed++;
            } catch (HandOver handedOver) {
                // counted by its absence
            }
        }
        assertThat(streamed).isGreaterThan(all * 9 / 10);
    }

    @Test
    void schemasInTurnAreAllRemembered() {
        List<Schema> schemas = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            schemas.add(SchemaBuilder.struct()
                    .name("t" + i)
                    .field("c" + i, Schema.INT32_SCHEMA)
                    .build());
        }
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < schemas.size(); i++) {
                Struct row = new Struct(schemas.get(i)).put("c" + i, round);
                byte[] record = pair.ours().fromConnectData("topic", schemas.get(i), row);
                assertThat(record).isEqualTo(pair.theirs().fromConnectData("topic", schemas.get(i), row));
                assertThat(pair.ours().toConnectData("topic", record))
                        .isEqualTo(new SchemaAndValue(schemas.get(i), row));
            }
        }
    }

    @Test
    void equalSchemaOfAnotherObjectIsTheSameSchema() {
        for (int i = 0; i < 3; i++) {
            Schema again =
                    SchemaBuilder.struct().field("a", Schema.INT32_SCHEMA).build();
            Struct row = new Struct(again).put("a", i);
            assertThat(pair.weWrite(again, row)).isEqualTo(pair.theyWrite(again, row));
        }
    }

    @Test
    void cacheForgetsWhatWasNotUsedLongest() {
        Cache<String, Integer> cache = new SynchronizedCache<>(new LRUCache<>(2));
        cache.put("a", 1);
        cache.put("b", 2);
        cache.get("a");
        cache.put("c", 3);
        assertThat(cache.get("b")).isNull();
        assertThat(cache.get("a")).isEqualTo(1);
        assertThat(cache.size()).isEqualTo(2);
    }

    @Test
    void threadsMayShareOneConverter() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                int thread = t;
                ends.add(threads.submit(() -> {
                    JsonConverter theirs = new JsonConverter();
                    theirs.configure(Map.of(), false);
                    for (int i = 0; i < 5000; i++) {
                        Schema schema = i % 2 == 0 ? TenColumns.SCHEMA : Schema.STRING_SCHEMA;
                        Object value = i % 2 == 0 ? TenColumns.row(thread * 10_000 + i) : "text " + thread + i;
                        byte[] record = pair.ours().fromConnectData("topic", schema, value);
                        assertThat(record).isEqualTo(theirs.fromConnectData("topic", schema, value));
                        assertThat(pair.ours().toConnectData("topic", record).value())
                                .isEqualTo(value);
                    }
                }));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
