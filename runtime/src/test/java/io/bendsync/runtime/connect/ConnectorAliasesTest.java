package io.bendsync.runtime.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.apache.kafka.connect.runtime.isolation.Plugins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectorAliasesTest {
    private static final String CLASS = "connector.class";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "io.confluent.connect.jdbc.JdbcSourceConnector, io.bendsync.source.jdbc.JdbcSourceConnector",
        "com.databend.kafka.connect.DatabendSinkConnector, io.bendsync.sink.DatabendSinkConnector"
    })
    void oursTakesThePlaceOfAConnectorThatIsNotInstalled(String named, String ours) throws IOException {
        assertThat(aliases().apply(Map.of("name", "x", CLASS, named, "a", "b")))
                .containsOnly(Map.entry("name", "x"), Map.entry(CLASS, ours), Map.entry("a", "b"));
    }

    @ParameterizedTest
    @CsvSource({
        "io.confluent.connect.jdbc, JdbcSourceConnector, source.SourceConnector",
        "com.databend.kafka.connect, DatabendSinkConnector, sink.SinkConnector"
    })
    void aConnectorThatIsInstalledIsUsed(String inPackage, String name, String kind) throws Exception {
        install(inPackage, name, kind);
        Map<String, String> config = Map.of("name", "x", CLASS, inPackage + "." + name);

        Plugins plugins = plugins();
        assertThat(new ConnectorAliases(plugins).apply(config)).isEqualTo(config);
        assertThat(plugins.newConnector(config.get(CLASS)).version()).isEqualTo("theirs");
    }

    @Test
    void anyOtherConnectorIsLeftAlone() throws IOException {
        Map<String, String> config = Map.of(CLASS, "org.example.Other");
        assertThat(aliases().apply(config)).isEqualTo(config);
    }

    private ConnectorAliases aliases() throws IOException {
        return new ConnectorAliases(plugins());
    }

    private Plugins plugins() throws IOException {
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        return new Plugins(Map.of("plugin.path", plugins.toString(), "plugin.discovery", "hybrid_warn"));
    }

    /** A plugin folder as somebody else's connector comes in: a jar with a class, and what announces it. */
    private void install(String inPackage, String name, String kind) throws IOException {
        Path source = Files.writeString(folder.resolve(name + ".java"), """
                package %s;
                public class %s extends org.apache.kafka.connect.%s {
                    public void start(java.util.Map<String, String> config) {}
                    public Class<? extends org.apache.kafka.connect.connector.Task> taskClass() { return null; }
                    public java.util.List<java.util.Map<String, String>> taskConfigs(int most) { return java.util.List.of(); }
                    public void stop() {}
                    public org.apache.kafka.common.config.ConfigDef config() {
                        return new org.apache.kafka.common.config.ConfigDef();
                    }
                    public String version() { return "theirs"; }
                }
                """.formatted(inPackage, name, kind));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assertThat(compiler.run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-d",
                        classes.toString(),
                        "-classpath",
                        System.getProperty("java.class.path"),
                        source.toString()))
                .isZero();
        Path plugin = Files.createDirectories(folder.resolve("plugins/theirs"));
        String file = (inPackage + "." + name).replace('.', '/') + ".class";
        String announced = "META-INF/services/org.apache.kafka.connect." + kind;
        try (OutputStream out = Files.newOutputStream(plugin.resolve("theirs.jar"));
                JarOutputStream jar = new JarOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : List.of(
                    Map.entry(file, Files.readAllBytes(classes.resolve(file))),
                    Map.entry(announced, (inPackage + "." + name).getBytes(StandardCharsets.UTF_8)))) {
                jar.putNextEntry(new JarEntry(entry.getKey()));
                jar.write(entry.getValue());
                jar.closeEntry();
            }
        }
    }
}
