package io.bendsync.converter.compact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.apache.kafka.connect.storage.Converter;
import org.junit.jupiter.api.Test;

/** What {@code package} lays out for a worker's plugin path. */
class PluginFolderIT {

    private final String version = new CompactConverter().version();
    private final Path target = Path.of("target");

    @Test
    void folderHoldsOneJarAndTheDocuments() throws IOException {
        Path plugin = target.resolve("bendsync-converter-compact-" + version);
        try (Stream<Path> jars = Files.list(plugin.resolve("lib"))) {
            assertThat(jars).singleElement().satisfies(this::offersTheConverter);
        }
        assertThat(plugin.resolve("doc/LICENSE")).isNotEmptyFile();
        assertThat(plugin.resolve("doc/README.md")).isNotEmptyFile();
        assertThat(plugin.resolve("manifest.json")).content().contains("\"version\": \"" + version + "\"");
    }

    @Test
    void zipUnpacksIntoAFolderOfItsOwn() throws IOException {
        String name = "bendsync-converter-compact-" + version;
        try (FileSystem zip = FileSystems.newFileSystem(target.resolve(name + ".zip"))) {
            assertThat(zip.getPath(name, "manifest.json")).exists();
            assertThat(zip.getPath(name, "lib", name + ".jar")).exists();
        }
    }

    private void offersTheConverter(Path jar) {
        try (URLClassLoader alone =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, Converter.class.getClassLoader())) {
            assertThat(ServiceLoader.load(Converter.class, alone))
                    .anyMatch(converter -> converter.getClass().getName().equals(CompactConverter.class.getName()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
