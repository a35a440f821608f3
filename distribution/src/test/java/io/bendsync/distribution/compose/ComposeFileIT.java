package io.bendsync.distribution.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files as such, before anything of them runs. */
class ComposeFileIT {
    @ParameterizedTest
    @ValueSource(strings = {"docker-compose.yml", "docker-compose.cluster.yml"})
    void theCompositionSpecificationsSchemaHasNothingAgainstIt(String file) throws IOException {
        assertThat(ComposeSchema.complaints(ComposeFile.read(file).document())).isEmpty();
    }

    /** As the page has them started; the second alone is nothing. */
    @Test
    void bothTogetherAreWholeAndWithinTheSchema() throws IOException {
        ComposeFile both = ComposeFile.read("docker-compose.yml").with(ComposeFile.read("docker-compose.cluster.yml"));

        assertThat(ComposeSchema.complaints(both.document())).isEmpty();
        Map<String, Service> services = both.services();
        services.values().forEach(service -> {
            assertThat(services.keySet()).as(service.name()).containsAll(service.dependsOn());
            assertThat(service.mounts().values())
                    .filteredOn(source -> source.startsWith("."))
                    .allSatisfy(source -> assertThat(Path.of("..", source)).isDirectory());
        });
        assertThat(ports(both)).isNotEmpty().doesNotHaveDuplicates();
    }

    private static List<String> ports(ComposeFile file) {
        return Pattern.compile("127\\.0\\.0\\.1:(\\d+):\\d+")
                .matcher(file.document().toString())
                .results()
                .map(port -> port.group(1))
                .toList();
    }

    @Test
    void theSchemaFindsAMistake() throws IOException {
        assertThat(ComposeSchema.complaints(Map.of("services", Map.of("a", Map.of("imagee", "x:1")))))
                .anySatisfy(complaint -> assertThat(complaint).contains("imagee"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker-compose.yml", "docker-compose.cluster.yml"})
    void everyImageHasAVersionAndNoPortIsOpenToOthers(String file) {
        ComposeFile compose = ComposeFile.read(file);
        compose.services()
                .values()
                .forEach(service -> assertThat(service.image()).matches("[a-z/-]+:v?\\d[\\w.-]*"));
        assertThat(compose.document().toString()).doesNotContain("privileged=true");
        String text = compose.document().toString();
        assertThat(text.replaceAll("ports=\\[127\\.0\\.0\\.1:[^\\]]*]", "")).doesNotContain("ports=");
    }

    @Test
    void theImageIsSmallAndRunsWithoutRoot() throws IOException {
        ImageFile image = ImageFile.read();
        assertThat(image.user()).isEqualTo("10001:10001");
        assertThat(image.bases()).allMatch(base -> base.matches("[a-z-]+:\\d[\\w.-]*|scratch|\\$\\{BENDSYNC}"));
        assertThat(image.stage())
                .noneMatch(line -> line.toLowerCase(java.util.Locale.ROOT).contains("password"));
        assertThat(image.bases().get(image.bases().size() - 1)).contains("-jre-");
        assertThat(bytes(Path.of("target/image"))).isBetween(50_000_000L, 160_000_000L);
    }

    /** Docker Compose reads passwords from it; a layer that copied the folder would keep them. */
    @Test
    void aFileWithPasswordsNeverReachesTheBuild() throws IOException {
        assertThat(Files.readAllLines(Path.of("../.dockerignore"))).contains(".env", "**/bendsync-data");
        try (Stream<Path> files = Files.walk(Path.of("target/image"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.matches("\\.env|secrets.*|.*\\.(p12|jks|pem|key)"));
        }
    }

    private static long bytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
