package io.bendsync.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bendsync.runtime.problem.BendsyncException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.storage.ConverterType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginConverterTest {
    @TempDir
    private Path plugins;

    @Test
    void theConverterIsTheSourcesOwnWithItsSettings() {
        Map<String, String> source = Map.of(
                "value.converter", "org.apache.kafka.connect.json.JsonConverter",
                "value.converter.schemas.enable", PipelineSecrets.keep("converter.test", "false"),
                "key.converter.schemas.enable", "true");

        try (PluginConverter converter = new RowReader(plugins).converter(source, ConverterType.VALUE)) {
            assertThat(converter.fromConnectData("topic", Schema.STRING_SCHEMA, "x"))
                    .asString()
                    .isEqualTo("\"x\"");
        }
    }

    @Test
    void aConverterThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> new RowReader(plugins)
                        .converter(Map.of("key.converter", "com.example.NoSuchConverter"), ConverterType.KEY))
                .isInstanceOf(BendsyncException.class)
                .hasMessageContaining("key.converter com.example.NoSuchConverter cannot be used");
    }
}
