package io.bendsync.converter.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.storage.Converter;
import org.junit.jupiter.api.Test;

/** What a worker sees of the plugin, and what its page says of the settings. */
class PluginTest {

    @Test
    void bothAreFoundAndSayTheirVersion() {
        assertThat(ServiceLoader.load(Converter.class))
                .hasAtLeastOneElementOfType(ProtobufConverter.class)
                .hasAtLeastOneElementOfType(JsonSchemaConverter.class)
                .filteredOn(RegistryConverter.class::isInstance)
                .allSatisfy(converter ->
                        assertThat(((Versioned) converter).version()).matches("\\d+\\.\\d+\\.\\d+.*"));
    }

    @Test
    void pageListsEverySettingWithItsDefault() throws IOException {
        String page = Files.readString(Path.of("README.md"));
        ConverterSettings.DEFINITION.configKeys().values().forEach(key -> {
            assertThat(page).contains("| `" + key.name + "` |");
            assertThat(key.documentation).isNotBlank();
        });
    }
}
