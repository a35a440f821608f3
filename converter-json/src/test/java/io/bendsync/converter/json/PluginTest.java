package io.bendsync.converter.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.ServiceLoader;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.HeaderConverter;
import org.junit.jupiter.api.Test;

/** What a worker sees of the plugin. */
class PluginTest {

    @Test
    void isFoundAsConverterAndAsHeaderConverter() {
        assertThat(ServiceLoader.load(Converter.class)).hasAtLeastOneElementOfType(FastJsonConverter.class);
        assertThat(ServiceLoader.load(HeaderConverter.class)).hasAtLeastOneElementOfType(FastJsonConverter.class);
    }

    @Test
    void saysItsOwnVersion() {
        try (FastJsonConverter converter = new FastJsonConverter()) {
            assertThat(converter.version()).matches("\\d+\\.\\d+\\.\\d+.*");
        }
    }

    @Test
    void takesTheOriginalsSettingsAndRefusesWhatItRefuses() {
        try (FastJsonConverter ours = new FastJsonConverter();
                JsonConverter theirs = new JsonConverter()) {
            assertThat(ours.config().names()).isEqualTo(theirs.config().names());
            assertThatThrownBy(() -> ours.configure(Map.of("decimal.format", "roman"), false))
                    .isInstanceOf(ConfigException.class);
        }
    }

    @Test
    void headersAreConvertedAsValuesAre() {
        Pair pair = Pair.of(Map.of("converter.type", "header"));
        byte[] header = pair.ours().fromConnectHeader("topic", "h", Schema.STRING_SCHEMA, "x");
        assertThat(header).isEqualTo(pair.theirs().fromConnectHeader("topic", "h", Schema.STRING_SCHEMA, "x"));
        assertThat(pair.ours().toConnectHeader("topic", "h", header))
                .isEqualTo(pair.theirs().toConnectHeader("topic", "h", header));
    }
}
