package io.bendsync.converter.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.storage.Converter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the converters ask a registry, how often, and what they say when it does not help. */
class RegistryTest {

    private static final Schema ROW = SchemaBuilder.struct()
            .name("shop.orders.Value")
            .field("id", Schema.INT64_SCHEMA)
            .field("note", Schema.OPTIONAL_STRING_SCHEMA)
            .build();

    private final FakeRegistry registry = new FakeRegistry();

    static List<Converter> converters() {
        return List.of(new ProtobufConverter(), new JsonSchemaConverter());
    }

    @AfterEach
    void close() {
        registry.close();
    }

    private Converter configured(Converter converter, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of("schema.registry.url", registry.url()));
        settings.putAll(more);
        converter.configure(settings, false);
        return converter;
    }

    private static Struct row(long id) {
        return new Struct(ROW).put("id", id).put("note", "n" + id);
    }

    @ParameterizedTest
    @MethodSource("converters")
    void registryIsAskedOncePerSchemaNotPerRecord(Converter converter) {
        configured(converter, Map.of());
        byte[] record = converter.fromConnectData("orders", ROW, row(1));
        converter.toConnectData("orders", record);
        int asked = registry.requests().size();
        for (int i = 0; i < 50; i++) {
            Schema equal = SchemaBuilder.struct()
                    .name("shop.orders.Value")
                    .field("id", Schema.INT64_SCHEMA)
                    .field("note", Schema.OPTIONAL_STRING_SCHEMA)
                    .build();
            Struct row = new Struct(equal).put("id", (long) i);
            converter.toConnectData("orders", converter.fromConnectData("orders", equal, row));
        }
        assertThat(registry.requests()).hasSize(asked);
        assertThat(registry.texts("orders-value")).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("converters")
    void keysHaveASubjectOfTheirOwn(Converter converter) {
        converter.configure(Map.of("schema.registry.url", registry.url()), true);
        converter.fromConnectData("a topic/ü", Schema.INT32_SCHEMA, 1);
        assertThat(registry.texts("a topic/ü-key")).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("converters")
    void nullIsADeletionAndAsksNothing(Converter converter) {
        configured(converter, Map.of());
        assertThat(converter.fromConnectData("orders", ROW, null)).isNull();
        assertThat(converter.toConnectData("orders", null).value()).isNull();
        assertThat(registry.requests()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("converters")
    void registryThatIsDownIsWorthAskingAgain(Converter converter) {
        configured(converter, Map.of());
        registry.close();
        assertThatThrownBy(() -> converter.fromConnectData("orders", ROW, row(1)))
                .isInstanceOf(RetriableException.class)
                .hasMessageContaining("cannot be reached")
                .hasMessageContaining("errors.retry.timeout");
        assertThatThrownBy(() -> converter.toConnectData("orders", new byte[] {0, 0, 0, 0, 1, 0}))
                .isInstanceOf(RetriableException.class);
    }

    @ParameterizedTest
    @MethodSource("converters")
    void registryThatRecoversIsUsedAgain(Converter converter) {
        configured(converter, Map.of());
        registry.failWith(503);
        assertThatThrownBy(() -> converter.fromConnectData("orders", ROW, row(1)))
                .isInstanceOf(RetriableException.class)
                .hasMessageContaining("503");
        registry.failWith(0);
        assertThat(converter.fromConnectData("orders", ROW, row(1))).startsWith(0, 0, 0, 0, 1);
    }

    @ParameterizedTest
    @MethodSource("converters")
    void nextAddressIsAskedWhereOneCannotBeReached(Converter converter) {
        FakeRegistry gone = new FakeRegistry();
        gone.close();
        configured(converter, Map.of("schema.registry.url", gone.url() + ", " + registry.url() + "/"));
        assertThat(converter.fromConnectData("orders", ROW, row(1))).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("converters")
    void schemaThatIsNotCompatibleIsRefusedInTheRegistrysWords(Converter converter) {
        configured(converter, Map.of());
        registry.refuseNewVersions();
        assertThatThrownBy(() -> converter.fromConnectData("orders", ROW, row(1)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("orders-value")
                .hasMessageContaining("not compatible")
                .hasMessageContaining("so it was told");
    }

    @ParameterizedTest
    @MethodSource("converters")
    void recordsOfOtherFormatsAreSaidToBeSo(Converter converter) {
        configured(converter, Map.of());
        assertThatThrownBy(() -> converter.toConnectData("orders", "{\"id\": 1}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Topic orders")
                .hasMessageContaining("not written with a schema registry");
        assertThatThrownBy(() -> converter.toConnectData("orders", new byte[] {0, 1}))
                .isInstanceOf(DataException.class);
        registry.add("other-value", "AVRO", "\"int\"", Map.of());
        assertThatThrownBy(() -> converter.toConnectData("orders", new byte[] {0, 0, 0, 0, 1, 2}))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("is of type AVRO");
    }

    @ParameterizedTest
    @MethodSource("converters")
    void idThatTheRegistryDoesNotHaveIsNamed(Converter converter) {
        configured(converter, Map.of());
        assertThatThrownBy(() -> converter.toConnectData("orders", new byte[] {0, 0, 0, 0, 99, 0}))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no schema with the id 99");
    }

    @ParameterizedTest
    @MethodSource("converters")
    void damagedRecordIsADataException(Converter converter) {
        configured(converter, Map.of());
        byte[] record = converter.fromConnectData("orders", ROW, row(1));
        byte[] shorter = java.util.Arrays.copyOf(record, record.length - 1);
        assertThatThrownBy(() -> converter.toConnectData("orders", shorter)).isInstanceOf(DataException.class);
    }

    @ParameterizedTest
    @MethodSource("converters")
    void valueThatDoesNotFitIsNamedByItsField(Converter converter) {
        configured(converter, Map.of());
        Schema other = SchemaBuilder.struct()
                .field("id", Schema.STRING_SCHEMA)
                .field("note", Schema.STRING_SCHEMA)
                .build();
        Struct wrong = new Struct(other).put("id", "secret").put("note", "secret");
        assertThatThrownBy(() -> converter.fromConnectData("orders", ROW, wrong))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("field id")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> converter.fromConnectData("orders", ROW, new Struct(ROW)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("field id: null");
        assertThatThrownBy(() -> converter.fromConnectData("orders", null, "text"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("without a schema");
    }

    @ParameterizedTest
    @MethodSource("converters")
    void withoutRegistrationTheSchemaHasToBeThere(Converter converter) {
        configured(converter, Map.of("auto.register.schemas", "false"));
        assertThatThrownBy(() -> converter.fromConnectData("orders", ROW, row(1)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("auto.register.schemas")
                .hasMessageContaining("note");
        configured(converter, Map.of());
        converter.fromConnectData("orders", ROW, row(1));
        configured(converter, Map.of("auto.register.schemas", "false"));
        assertThat(converter.fromConnectData("orders", ROW, row(1))).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("converters")
    void userIsToldToTheRegistry(Converter converter) {
        registry.admitOnly("me:s3cret");
        configured(converter, Map.of());
        assertThatThrownBy(() -> converter.fromConnectData("orders", ROW, row(1)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("basic.auth.user.info");
        configured(
                converter, Map.of("basic.auth.credentials.source", "USER_INFO", "basic.auth.user.info", "me:s3cret"));
        assertThat(converter.fromConnectData("orders", ROW, row(1))).isNotNull();
        configured(converter, Map.of("schema.registry.url", registry.url().replace("//", "//me:s3cret@")));
        assertThat(converter.fromConnectData("orders", ROW, row(1))).isNotNull();
    }

    @Test
    void settingsThatCannotWorkAreRefused() {
        try (Converter converter = new ProtobufConverter()) {
            assertThatThrownBy(() -> converter.configure(Map.of(), false)).isInstanceOf(ConfigException.class);
            for (Map<String, String> wrong : List.of(
                    Map.of("schema.registry.url", "localhost:8081"),
                    Map.of("value.subject.name.strategy", "io.confluent.kafka.serializers.subject.RecordNameStrategy"),
                    Map.of("basic.auth.credentials.source", "USER_INFO"),
                    Map.of("basic.auth.credentials.source", "SASL_INHERIT"))) {
                assertThatThrownBy(() -> configured(converter, wrong)).isInstanceOf(ConfigException.class);
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
