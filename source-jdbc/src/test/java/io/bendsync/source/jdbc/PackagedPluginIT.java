package io.bendsync.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import io.bendsync.testkit.connect.PackedPlugin;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.apache.kafka.connect.source.SourceConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The zip that a user unpacks, loaded as Connect loads it: its own jars, and from the worker only Connect's API. */
@ExtendWith(StackExtension.class)
class PackagedPluginIT {
    @Test
    void zipBringsAllItNeedsAndNothingThatTheWorkerBrings(MySqlDatabase mysql, @TempDir Path folder) throws Exception {
        mysql.execute("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY)");
        new PackedPlugin("bendsync-source-jdbc").unzipInto(folder);
        List<URL> jars = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path jar :
                    files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                assertThat(jar.getFileName().toString()).doesNotContain("connect-api", "kafka-clients", "slf4j");
                jars.add(jar.toUri().toURL());
            }
        }
        try (URLClassLoader plugin = new URLClassLoader(jars.toArray(new URL[0]), new WorkerLoader())) {
            SourceConnector connector = ServiceLoader.load(SourceConnector.class, plugin)
                    .findFirst()
                    .orElseThrow();
            assertThat(connector.getClass().getClassLoader()).isSameAs(plugin);
            assertThat(connector.version()).matches("\\d+\\.\\d+\\.\\d+.*");
            assertThat(connector
                            .validate(Settings.of(mysql, "incrementing").map())
                            .configValues())
                    .allSatisfy(value -> assertThat(value.errorMessages()).isEmpty());
        }
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains("manifest.json", "LICENSE", "NOTICE", "README.md");
        }
    }

    /** A worker's classes, as far as Connect lets a plugin see them. */
    private static final class WorkerLoader extends ClassLoader {
        WorkerLoader() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("org.apache.kafka.") || name.startsWith("org.slf4j.")) {
                return Class.forName(name, false, PackagedPluginIT.class.getClassLoader());
            }
            throw new ClassNotFoundException(name);
        }

        @Override
        protected Enumeration<URL> findResources(String name) {
            return java.util.Collections.emptyEnumeration();
        }
    }
}
