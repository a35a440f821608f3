package io.bendsync.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The archive, unpacked into an empty folder, with a Java and nothing else. */
@ExtendWith(StackExtension.class)
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

    @Test
    void everyPluginHasItsDocumentsAndTheLicencesOfWhatItBrings() throws Exception {
        try (Stream<Path> plugins = Files.list(home.resolve("plugins"))) {
            for (Path plugin : plugins.toList()) {
                for (String file : List.of("manifest.json", "doc/README.md", "doc/LICENSE", "doc/NOTICE")) {
                    assertThat(plugin.resolve(file)).isNotEmptyFile();
                }
                if (bringsLibrariesOfOthers(plugin)) {
                    assertThat(Files.readString(plugin.resolve("doc/THIRD-PARTY.txt")))
                            .contains("third-party dependencies")
                            .doesNotContain("Unknown license");
                }
                assertThat(Files.readString(plugin.resolve("manifest.json"))).doesNotContain("${");
            }
        }
    }

    private static boolean bringsLibrariesOfOthers(Path plugin) throws IOException {
        try (Stream<Path> jars = Files.list(plugin.resolve("lib"))) {
            return jars.anyMatch(jar -> !jar.getFileName().toString().startsWith("bendsync-"));
        }
    }

    @Test
    void theCommandsOfItsReadmeBringATableOverFromAnEmptyFolder(
            MySqlDatabase mysql, DatabendDatabase databend, @TempDir Path empty) throws Exception {
        mysql.execute(
                "CREATE TABLE orders (id INT AUTO_INCREMENT PRIMARY KEY, note VARCHAR(20))",
                "INSERT INTO orders (note) VALUES ('one'), ('two')");
        List<List<String>> commands = Files.readAllLines(home.resolve("README.md")).stream()
                .filter(line -> line.startsWith("bin/bendsync "))
                .map(line -> List.of(line.replaceFirst(" *#.*", "")
                        .replace("bin/bendsync", command())
                        .replace("jdbc:mysql://localhost:3306/shop", mysql.url())
                        .replace("--user reader", "--user " + mysql.user() + " --target " + databend.url())
                        .split(" ", -1)))
                .toList();
        assertThat(commands).extracting(words -> words.get(1)).containsExactly("init", "check", "run", "verify");
        for (List<String> command : commands.subList(0, 2)) {
            Answer answer = answer(start(command, empty, mysql, databend));
            assertThat(answer.status()).as(answer.text()).isZero();
        }
        Process run = start(commands.get(2), empty, mysql, databend);
        try {
            CompletableFuture<Answer> running = CompletableFuture.supplyAsync(() -> answer(run));
            Awaitility.await("the rows")
                    .atMost(Duration.ofMinutes(2))
                    .failFast(() -> assertThat(run.isAlive())
                            .as(() -> running.join().text())
                            .isTrue())
                    .untilAsserted(() -> assertThat(databend.query("SELECT note FROM orders ORDER BY id"))
                            .containsExactly(List.of("one"), List.of("two")));
            Answer verified = answer(start(commands.get(3), empty, mysql, databend));
            assertThat(verified.status()).as(verified.text()).isZero();
        } finally {
            run.destroyForcibly().waitFor();
        }
    }

    private static Process start(List<String> command, Path where, MySqlDatabase mysql, DatabendDatabase databend)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(where.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("MYSQL_PASSWORD", mysql.password());
        builder.environment().put("DATABEND_PASSWORD", databend.password());
        return builder.start();
    }

    private static Answer answer(Process process) {
        try {
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(process.waitFor(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
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

    private static Answer run(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command))
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return answer(builder.start());
    }
}
