package io.bendsync.source.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.apache.kafka.connect.source.SourceConnector;
import org.junit.jupiter.api.Test;

/** The plugin as {@code mvn package} has made it. */
class PluginIT {

    private static final String NAME =
            "bendsync-source-cdc-" + Version.ofThisBuild().bendsync();
    private static final Path FOLDER = Path.of("target", NAME);

    @Test
    void folderHoldsLibrariesDocumentsAndManifest() throws IOException {
        assertThat(FOLDER.resolve("manifest.json"))
                .content()
                .contains("\"version\": \"" + Version.ofThisBuild().bendsync() + '"');
        assertThat(FOLDER.resolve("doc"))
                .isDirectoryContaining("glob:**/LICENSE")
                .isDirectoryContaining("glob:**/NOTICE");
        assertThat(jars())
                .anyMatch(jar -> jar.startsWith(NAME))
                .anyMatch(jar -> jar.startsWith("debezium-connector-mysql-3.6.1.Final"))
                .anyMatch(jar -> jar.startsWith("mysql-connector-j-"));
    }

    @Test
    void whatConnectBringsItselfIsNotInside() throws IOException {
        assertThat(jars())
                .noneMatch(jar -> jar.startsWith("connect-") || jar.startsWith("kafka"))
                .noneMatch(jar -> jar.startsWith("slf4j") || jar.startsWith("log4j"))
                .noneMatch(jar -> jar.startsWith("jackson-core") || jar.startsWith("jackson-databind"))
                .noneMatch(jar -> jar.startsWith("lz4") || jar.startsWith("snappy") || jar.startsWith("jakarta"));
    }

    @Test
    void zipHoldsTheSameUnderOneFolder() throws IOException {
        try (ZipFile zip = new ZipFile(Path.of("target", NAME + ".zip").toFile())) {
            assertThat(zip.stream().map(entry -> entry.getName()))
                    .allMatch(entry -> entry.startsWith(NAME + "/"))
                    .contains(NAME + "/manifest.json", NAME + "/lib/" + NAME + ".jar");
        }
    }

    /** As Connect does with plugin.discovery=service_load: the plugin's jars first, then its own. */
    @Test
    void connectorLoadsFromTheLibrariesAlone() throws Exception {
        try (URLClassLoader plugin = new PluginFirst(jarUrls(), SourceConnector.class.getClassLoader())) {
            Class<?> connector = plugin.loadClass(MySqlCdcSourceConnector.class.getName());

            assertThat(connector.getClassLoader()).isSameAs(plugin);
            SourceConnector loaded =
                    (SourceConnector) connector.getDeclaredConstructor().newInstance();
            assertThat(loaded.version()).endsWith("+debezium.3.6.1.Final");
            assertThat(loaded.config().names()).contains("connection.url", "database.hostname");
            assertThat(loaded.taskClass().getClassLoader()).isSameAs(plugin);
        }
    }

    private static List<String> jars() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve("lib"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static URL[] jarUrls() throws IOException {
        return jars().stream().map(PluginIT::url).toArray(URL[]::new);
    }

    private static URL url(String jar) {
        try {
            return FOLDER.resolve("lib").resolve(jar).toUri().toURL();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Looks at home first, but for what is Kafka's, Java's or the logger's. */
    private static final class PluginFirst extends URLClassLoader {

        PluginFirst(URL[] urls, ClassLoader parent) {
            super(urls, parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded != null) {
                    return loaded;
                }
                if (name.startsWith("io.bendsync.") || name.startsWith("io.debezium.")) {
                    return findClass(name);
                }
                return super.loadClass(name, resolve);
            }
        }
    }
}
