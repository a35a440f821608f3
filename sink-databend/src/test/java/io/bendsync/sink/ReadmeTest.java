package io.bendsync.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.sink.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    @Test
    void everySettingStandsInTheReadmeWithItsDefaultAndMeaning() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        assertThat(Settings.definition().configKeys().values()).allSatisfy(key -> {
            boolean hasDefault = key.defaultValue != ConfigDef.NO_DEFAULT_VALUE
                    && key.type != ConfigDef.Type.PASSWORD
                    && !key.defaultValue.toString().isEmpty()
                    && !key.defaultValue.toString().equals("[]");
            assertThat(readme)
                    .contains("| `" + key.name + "` | "
                            + (hasDefault ? "`" + key.defaultValue + "`" : key.hasDefault() ? "" : "required")
                            + " | " + key.documentation + " |");
        });
    }
}
