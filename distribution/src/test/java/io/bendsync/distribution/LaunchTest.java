package io.bendsync.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the distribution's command gives to Java, seen by a stand-in for it. */
class LaunchTest {
    private static final Path SCRIPTS = Path.of("src/main/bin");

    @TempDir
    private Path folder;

    @BeforeEach
    void unpack() throws IOException {
        Files.createDirectories(folder.resolve("home/lib"));
        Files.createFile(folder.resolve("home/lib/bendsync-runtime-1.jar"));
        Path bin = Files.createDirectories(folder.resolve("home/bin"));
        for (String script : List.of("bendsync", "launch.sh")) {
            program(bin.resolve(script), Files.readString(SCRIPTS.resolve(script)));
        }
        program(Files.createDirectories(folder.resolve("java/bin")).resolve("java"), """
                #!/bin/sh
                if [ "$1" = -version ]; then
                    echo 'openjdk version "17.0.1"' >&2
                else
                    printf '%s\\n' "$@"
                fi
                """);
    }

    @Test
    void withoutOptionsItHasAGigabyteAndTheParallelCollector() throws Exception {
        assertThat(given("")).contains("-Xmx1g", "-XX:+UseParallelGC").endsWith("--version");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xmx256m", "-XX:MaxRAMPercentage=70", "-XX:MaxHeapSize=300m"})
    void aHeapThatIsToldIsTheOnlyOne(String heap) throws Exception {
        assertThat(given("-Da=b " + heap))
                .contains("-Da=b", heap)
                .filteredOn(option -> option.matches("-Xmx.*|-XX:Max(RAM|Heap).*"))
                .containsExactly(heap);
    }

    @Test
    void aCollectorThatIsToldIsTheOnlyOne() throws Exception {
        assertThat(given("-XX:+UseZGC"))
                .contains("-Xmx1g")
                .filteredOn(option -> option.matches("-XX:\\+Use.*GC"))
                .containsExactly("-XX:+UseZGC");
    }

    /** What the image says of its heap reaches Java alone: an -Xmx beside it would win. */
    @Test
    void theImagesOptionsSayHowMuchOfTheContainerIsHeap() throws Exception {
        String options = Files.readString(Path.of("../Dockerfile"))
                .lines()
                .filter(line -> line.contains("BENDSYNC_JAVA_OPTS="))
                .map(line -> line.replaceFirst(".*BENDSYNC_JAVA_OPTS=", ""))
                .findFirst()
                .orElseThrow();
        assertThat(given(options)).contains("-XX:MaxRAMPercentage=70").noneMatch(option -> option.startsWith("-Xmx"));
    }

    private List<String> given(String options) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        folder.resolve("home/bin/bendsync").toString(), "--version")
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", folder.resolve("java").toString());
        builder.environment().put("BENDSYNC_JAVA_OPTS", options);
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed.lines().toList();
    }

    private static void program(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
