package io.bendsync.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive, unpacked into an empty folder, with a Java, a shell and what its script takes of the system, and nothing else. */
class DistributionIT {
    @TempDir
    private static Path folder;

    /** What POSIX has everywhere, as far as the script uses it. */
    private static final List<String> PROGRAMS = List.of("sh", "dirname", "readlink", "sed", "head");

    private static Path home;
    private static Path programs;

    @BeforeAll
    static void unpack() throws Exception {
        home = Archive.unpackInto(folder);
        programs = Files.createDirectory(folder.resolve("programs"));
        for (String program : PROGRAMS) {
            Files.createSymbolicLink(programs.resolve(program), onPath(program));
        }
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
        try (Stream<Path> libraries = Files.list(home.resolve("lib"))) {
            assertThat(libraries).allMatch(library -> library.toString().endsWith(".jar"));
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
                            "bendsync-converter-compact",
                            "bendsync-dashboard",
                            "bendsync-converter-registry",
                            "bendsync-converter-schemas");
        }
    }

    @Test
    void everyLinkOfItsDocumentsLeadsToAFileOfIt() {
        assertThat(MarkdownLinks.pages(home)).hasSizeGreaterThan(25);
        assertThat(MarkdownLinks.broken(home)).isEmpty();
    }

    /** Which is run, from the archive, by a test of its own. */
    @Test
    void theCommandsOfItsReadmeAreThoseOfTheTutorial() throws IOException {
        List<String> commands = Files.readAllLines(home.resolve("README.md")).stream()
                .filter(line -> line.startsWith("bin/bendsync "))
                .map(line -> line.replaceFirst(" *#.*", ""))
                .toList();
        assertThat(commands)
                .extracting(line -> line.split(" ", -1)[1])
                .containsExactly("init", "check", "run", "verify");
        String tutorial = Files.readString(home.resolve("docs/tutorial.md"));
        assertThat(commands).allSatisfy(command -> assertThat(tutorial).containsPattern(withAnyNames(command)));
    }

    private static String withAnyNames(String command) {
        return command.replaceFirst("bin/", "\\\\\\$ ")
                .replaceAll("(--url|--user) \\S+", "$1 \\\\S+")
                .replace("shop.yaml", "\\S+");
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

    private record Answer(int status, String text) {}

    private static Answer run(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command))
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", programs.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return answer(builder.start());
    }

    private static Path onPath(String program) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .map(where -> Path.of(where, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }
}
