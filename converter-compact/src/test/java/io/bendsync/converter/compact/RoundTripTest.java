package io.bendsync.converter.compact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Generated schemas and values: what comes out is what went in. */
class RoundTripTest {

    private static final int SCHEMAS = 2000;
    private static final int VALUES = 4;

    private static final long SEED = Long.getLong("bendsync.seed", System.nanoTime());

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "1000"})
    void schemasAndValuesComeOutAsTheyWentIn(String cacheSize) {
        CompactConverter converter = Converters.values(Map.of("schemas.cache.size", cacheSize));
        Samples samples = new Samples(SEED);
        for (int i = 0; i < SCHEMAS; i++) {
            Schema schema = samples.schema();
            for (int j = 0; j < VALUES; j++) {
                Object value = samples.value(schema);
                byte[] record = converter.fromConnectData("topic", schema, value);
                SchemaAndValue read = converter.toConnectData("topic", record);
                assertThat(Same.describe(read.schema())).as(story(i)).isEqualTo(Same.describe(schema));
                assertThat(Same.describe(read.value())).as(story(i)).isEqualTo(Same.describe(value));
            }
        }
    }

    @Test
    void schemasThatWereReadAreWrittenAsTheyWere() {
        Samples samples = new Samples(SEED);
        CompactConverter converter = Converters.values();
        for (int i = 0; i < SCHEMAS; i++) {
            Schema schema = samples.schema();
            Object value = samples.value(schema);
            byte[] record = converter.fromConnectData("topic", schema, value);
            SchemaAndValue read = converter.toConnectData("topic", record);
            byte[] again = Converters.values().fromConnectData("topic", read.schema(), read.value());
            assertThat(again).as(story(i)).isEqualTo(record);
        }
    }

    @Test
    void valuesWithoutSchemaComeOutAsTheyWentIn() {
        Samples samples = new Samples(SEED);
        CompactConverter converter = Converters.values();
        for (int i = 0; i < SCHEMAS * VALUES; i++) {
            Object value = samples.schemaless(0);
            byte[] record = converter.fromConnectData("topic", null, value);
            SchemaAndValue read = converter.toConnectData("topic", record);
            assertThat(read.schema()).isNull();
            assertThat(Same.describe(read.value())).as(story(i)).isEqualTo(Same.describe(value));
            assertThat(record == null).isEqualTo(value == null);
        }
    }

    @Test
    void schemasInTurnAreReadEachAsItself() {
        Samples samples = new Samples(SEED);
        CompactConverter converter = Converters.values();
        List<Schema> schemas =
                java.util.stream.Stream.generate(samples::schema).limit(50).toList();
        for (int round = 0; round < 3; round++) {
            for (Schema schema : schemas) {
                Object value = samples.value(schema);
                SchemaAndValue read =
                        converter.toConnectData("topic", converter.fromConnectData("topic", schema, value));
                assertThat(Same.describe(read.value())).isEqualTo(Same.describe(value));
            }
        }
    }

    private static String story(int number) {
        return "sample " + number + " of -Dbendsync.seed=" + SEED;
    }
}
