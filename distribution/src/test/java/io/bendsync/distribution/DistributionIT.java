package io.bendsync.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive, unpacked into an empty folder, with a Java and nothing else. */
class DistributionIT {
    @TempDir
    private static Path folder;

    private static Path home;

    @BeforeAll
    static void unpack() throws Exception {
        Path archive = only(Path.of("target"), "bendsync-.*\\.tar\\.gz");
        assertThat(run(List.of("tar", "-xzf", archive.toAbsolutePath().toString()))
                        .status())
                .isZero();
        home = only(folder, "bendsync-.*");
    }

    @Test
    void commandRunsFromAnyFolderAndKnowsItsPlugins() throws Exception {
        Answer version = run(List.of(command(), "--version"));
        assertThat(version.text()).startsWith("bendsync ");
        assertThat(version.status()).isZero();

        Path link = Files.createSymbolicLink(folder.resolve("link"), home.resolve("bin/bendsync"));
        assertThat(run(List.of(link.toString(), "--help")).text()).contains("verify", "connect-distributed");

        Path pipeline = Files.writeString(folder.resolve("wrong.yaml"), """
                name: x
                source:
                  url: jdbc:mysql://127.0.0.1:1/x
                  user: u
                  password: p
                  mode: incrementing
                  tables: [x.t]
                target:
                  url: jdbc:databend://127.0.0.1:1/x
                  user: u
                  password: p
                """);
        Answer check = run(List.of(command(), "check", pipeline.toString()));
        assertThat(check.status()).isEqualTo(2);
        // The connectors themselves were loaded to say so.
        assertThat(check.text()).contains("wrong.yaml:3", "leads to no MySQL server");
    }

    @Test
    void nothingIsMissingThatItsPageTellsOf() throws Exception {
        for (String part : List.of("bin", "conf", "plugins", "examples", "docs", "lib")) {
            assertThat(home.resolve(part)).isNotEmptyDirectory();
        }
        for (String file : List.of("README.md", "LICENSE", "NOTICE", "CHANGELOG.md", "bom.json", "THIRD-PARTY.txt")) {
            assertThat(home.resolve(file)).isNotEmptyFile();
        }
        assertThat(Files.readString(home.resolve("bom.json")))
                .contains(
                        "\"bomFormat\" : \"CycloneDX\"",
                        "mysql-connector-j",
                        "debezium-connector-mysql",
                        "parquet-hadoop");
        assertThat(Files.readString(home.resolve("THIRD-PARTY.txt")))
                .contains("mysql-connector-j", "debezium-connector-mysql")
                .doesNotContain("Unknown license");
        try (Stream<Path> plugins = Files.list(home.resolve("plugins"))) {
            assertThat(plugins.map(plugin -> plugin.getFileName().toString().replaceFirst("-\\d.*", "")))
                    .containsExactlyInAnyOrder(
                            "bendsync-source-jdbc",
                            "bendsync-source-cdc",
                            "bendsync-sink-databend",
                            "bendsync-converter-json",
                            "bendsync-dashboard",
                            "bendsync-converter-registry");
        }
    }

    /** Else a class would be there twice, once for the worker and once for the plugin, and be two classes. */
    @Test
    void noPluginBringsWhatTheWorkerHas() throws Exception {
        try (Stream<Path> files = Files.walk(home.resolve("plugins"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".jar")))
                    .hasSizeGreaterThan(20)
                    .noneMatch(jar -> jar.matches("(kafka-clients|connect-(api|runtime)|slf4j-|log4j-).*"));
        }
    }

    private static String command() {
        return home.resolve("bin/bendsync").toString();
    }

    private static Path only(Path where, String name) throws IOException {
        try (Stream<Path> files = Files.list(where)) {
            return files.filter(file -> file.getFileName().toString().matches(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private record Answer(int status, String text) {}

    private static Answer run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command))
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), text);
    }
}
