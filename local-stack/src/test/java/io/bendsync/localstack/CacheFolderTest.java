package io.bendsync.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheFolderTest {
    @Test
    void propertyGoesBeforeVariableGoesBeforeHome() {
        Properties properties = new Properties();
        properties.setProperty("user.home", "/home/ann");
        Map<String, String> variable = Map.of("BENDSYNC_CACHE", "/variable");

        assertThat(CacheFolder.standard(properties, Map.of()).root()).isEqualTo(Path.of("/home/ann/.cache/bendsync"));
        assertThat(CacheFolder.standard(properties, variable).root()).isEqualTo(Path.of("/variable"));
        properties.setProperty("bendsync.cache", "/property");
        assertThat(CacheFolder.standard(properties, variable).root()).isEqualTo(Path.of("/property"));
    }

    @Test
    void folderThatCannotBeMadeIsNamedWithTheWayOut(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "x");

        assertThatThrownBy(() -> new CacheFolder(file.resolve("cache")).entry("mysql"))
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("Name another one with BENDSYNC_CACHE");
    }
}
