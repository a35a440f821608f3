package io.bendsync.converter.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.converter.schemas.record.Differences;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.storage.Converter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Generated schemas and values: what one converter wrote another one, which knows the registry only, reads the same. */
class WriteThenReadTest {

    private static final int SCHEMAS = 500;
    private static final int VALUES = 3;

    private static final long SEED = Long.getLong("bendsync.seed", System.nanoTime());

    static List<Class<? extends Converter>> converters() {
        return List.of(ProtobufConverter.class, JsonSchemaConverter.class);
    }

    @ParameterizedTest
    @MethodSource("converters")
    void nothingIsLost(Class<? extends Converter> type) throws Exception {
        try (FakeRegistry registry = new FakeRegistry();
                Converter writer = type.getDeclaredConstructor().newInstance();
                Converter reader = type.getDeclaredConstructor().newInstance()) {
            writer.configure(Map.of("schema.registry.url", registry.url()), false);
            reader.configure(Map.of("schema.registry.url", registry.url()), false);
            Samples samples = new Samples(SEED);
            for (int i = 0; i < SCHEMAS; i++) {
                Schema schema = samples.schema();
                String topic = "t" + i;
                for (int j = 0; j < VALUES; j++) {
                    Object value = samples.value(schema);
                    String story = "sample " + i + " of -Dbendsync.seed=" + SEED;
                    try {
                        SchemaAndValue read = reader.toConnectData(topic, writer.fromConnectData(topic, schema, value));
                        if (value == null) {
                            assertThat(read).as(story).isEqualTo(SchemaAndValue.NULL);
                            continue;
                        }
                        assertThat(Differences.first(schema, read.schema()))
                                .as(story)
                                .isEmpty();
                        assertThat(Described.value(read.value())).as(story).isEqualTo(Described.value(value));
                    } catch (RuntimeException e) {
                        throw new AssertionError(story + ", " + registry.texts(topic + "-value"), e);
                    }
                }
            }
        }
    }

    @Test
    void differencesAreFound() {
        Samples samples = new Samples(SEED);
        for (int i = 0; i < SCHEMAS; i++) {
            Schema one = samples.schema();
            Schema other = samples.schema();
            assertThat(Differences.first(one, one)).isEmpty();
            if (one.type() != other.type()) {
                assertThat(Differences.first(one, other)).isPresent();
            }
        }
    }
}
