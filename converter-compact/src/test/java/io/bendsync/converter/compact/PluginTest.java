package io.bendsync.converter.compact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.ServiceLoader;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.HeaderConverter;
import org.junit.jupiter.api.Test;

/** What a worker sees of the plugin. */
class PluginTest {

    @Test
    void isFoundAsConverterAndAsHeaderConverter() {
        assertThat(ServiceLoader.load(Converter.class)).hasAtLeastOneElementOfType(CompactConverter.class);
        assertThat(ServiceLoader.load(HeaderConverter.class)).hasAtLeastOneElementOfType(CompactConverter.class);
    }

    @Test
    void saysItsOwnVersion() {
        try (CompactConverter converter = new CompactConverter()) {
            assertThat(converter.version()).matches("\\d+\\.\\d+\\.\\d+.*");
        }
    }

    @Test
    void takesTheJsonConvertersSettingsAndRefusesWhatItRefuses() {
        try (CompactConverter ours = new CompactConverter();
                JsonConverter json = new JsonConverter()) {
            assertThat(ours.config().names()).isEqualTo(json.config().names());
            assertThatThrownBy(() -> ours.configure(Map.of("decimal.format", "roman"), false))
                    .isInstanceOf(ConfigException.class);
        }
    }

    @Test
    void headersAreConvertedAsValuesAre() {
        try (CompactConverter converter = new CompactConverter()) {
            converter.configure(Map.of("converter.type", "header"));
            byte[] header = converter.fromConnectHeader("topic", "h", Schema.STRING_SCHEMA, "x");
            assertThat(converter.toConnectHeader("topic", "h", header))
                    .isEqualTo(new SchemaAndValue(Schema.STRING_SCHEMA, "x"));
        }
    }
}
