package io.bendsync.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.StackExtension;
import io.bendsync.testkit.connect.PackedPlugin;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkConnector;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The packaged plugin works with nothing but what a Kafka Connect worker itself offers its plugins. */
@ExtendWith(StackExtension.class)
class PluginIT {
    private static final PackedPlugin PLUGIN = new PackedPlugin("bendsync-sink-databend");

    /** Sees of our own classpath only what a worker shares with plugins: Kafka's API and slf4j. */
    private static final class Worker extends ClassLoader {
        Worker(ClassLoader parent) {
            super(parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            boolean shared = name.startsWith("java")
                    || name.startsWith("jdk.")
                    || name.startsWith("sun.")
                    || name.startsWith("com.sun.")
                    || name.startsWith("org.apache.kafka.")
                    || name.startsWith("org.slf4j.")
                    || name.startsWith("org.w3c.")
                    || name.startsWith("org.xml.");
            if (!shared) {
                throw new ClassNotFoundException(name + " is not the worker's to share");
            }
            return super.loadClass(name, resolve);
        }

        @Override
        public URL getResource(String name) {
            return null;
        }

        @Override
        public java.util.Enumeration<URL> getResources(String name) {
            return java.util.Collections.emptyEnumeration();
        }
    }

    @Test
    void thePackagedPluginWritesWithNothingElseOnItsClassPath(DatabendDatabase databend) throws Exception {
        List<URL> jars = new ArrayList<>();
        try (Stream<Path> files = Files.list(PLUGIN.folder().resolve("lib"))) {
            for (Path jar : files.toList()) {
                jars.add(jar.toUri().toURL());
            }
        }
        try (URLClassLoader loader = new URLClassLoader(
                jars.toArray(URL[]::new), new Worker(getClass().getClassLoader()))) {
            SinkConnector connector =
                    ServiceLoader.load(SinkConnector.class, loader).iterator().next();
            assertThat(connector.getClass().getName()).isEqualTo("io.bendsync.sink.DatabendSinkConnector");
            assertThat(connector.version()).matches("\\d+\\.\\d+\\.\\d+.*");
            Map<String, String> config = SinkHarness.config(databend);
            assertThat(connector.validate(config).configValues())
                    .allSatisfy(value -> assertThat(value.errorMessages()).isEmpty());
            SinkTask task =
                    (SinkTask) connector.taskClass().getDeclaredConstructor().newInstance();
            write(task, config);
        }
        assertThat(databend.query("SELECT id, name FROM t")).containsExactly(List.of("1", "packed"));
    }

    private static void write(SinkTask task, Map<String, String> config) {
        TopicPartition partition = new TopicPartition("t", 0);
        task.initialize((SinkTaskContext) java.lang.reflect.Proxy.newProxyInstance(
                PluginIT.class.getClassLoader(),
                new Class<?>[] {SinkTaskContext.class},
                (proxy, method, args) -> method.getName().equals("assignment") ? Set.of(partition) : null));
        task.start(config);
        task.open(List.of(partition));
        Collection<SinkRecord> records =
                List.of(new SinkRecord("t", 0, Rows.KEY, Rows.key(1), Rows.ROW, Rows.row(1, "packed", 1L), 0));
        task.put(records);
        Map<TopicPartition, OffsetAndMetadata> current = Map.of(partition, new OffsetAndMetadata(1));
        Awaitility.await().until(() -> {
            task.put(List.of());
            return task.preCommit(current).containsKey(partition);
        });
        task.close(List.of(partition));
        task.stop();
    }

    @Test
    void theZipHoldsManifestLicenceAndLibrariesButNothingOfTheWorkers() throws Exception {
        Path folder = PLUGIN.folder();
        try (ZipFile zip = new ZipFile(PLUGIN.zip().toFile())) {
            List<String> names = zip.stream().map(e -> e.getName()).toList();
            String root = folder.getFileName() + "/";
            assertThat(names).contains(root + "manifest.json", root + "doc/LICENSE", root + "doc/README.md");
            assertThat(names)
                    .noneMatch(n -> n.contains("connect-api"))
                    .noneMatch(n -> n.contains("kafka-clients"))
                    .noneMatch(n -> n.contains("slf4j"));
            try (InputStream content = zip.getInputStream(zip.getEntry(root + "manifest.json"))) {
                JsonNode manifest = new ObjectMapper().readTree(content);
                // As Confluent's hub wants it: the zip and its folder are named owner-name-version.
                assertThat(manifest.path("owner").path("username").asText() + "-"
                                + manifest.path("name").asText() + "-"
                                + manifest.path("version").asText())
                        .isEqualTo(folder.getFileName().toString());
                assertThat(manifest.path("component_types").get(0).asText()).isEqualTo("sink");
                assertThat(manifest.path("title").asText()).isNotEmpty();
                assertThat(manifest.path("license").get(0).path("url").asText()).startsWith("https://www.apache.org/");
                assertThat(manifest.toString()).doesNotContain("${");
            }
        }
    }
}
