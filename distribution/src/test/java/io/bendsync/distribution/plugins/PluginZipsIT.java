package io.bendsync.distribution.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bendsync.distribution.MarkdownLinks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each plugin's zip by itself: its layout, manifest, documents, licences, and classes that must not be in it. */
class PluginZipsIT {
    private static final Path ROOT = Path.of("..");

    /** What Kafka Connect brings for its plugins to share with it. */
    private static final String WORKERS =
            "(kafka|connect)-[a-z]+-\\d.*|slf4j-.*|log4j-.*|logback-.*|reload4j-.*|(snappy|lz4)-java-.*";

    /** Those of the Confluent Hub, and one that it has no word for. */
    private static final Set<String> KINDS = Set.of("source", "sink", "converter", "transform", "rest_extension");

    private static final List<String> SERVICES = List.of(
            "org.apache.kafka.connect.source.SourceConnector",
            "org.apache.kafka.connect.sink.SinkConnector",
            "org.apache.kafka.connect.storage.Converter",
            "org.apache.kafka.connect.transforms.Transformation",
            "org.apache.kafka.connect.rest.ConnectRestExtension");

    static List<Path> zips() throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            List<Path> zips = new ArrayList<>();
            for (Path module : modules.sorted().toList()) {
                if (Files.exists(module.resolve("src/main/assembly/manifest.json"))) {
                    zips.add(zipOf(module));
                }
            }
            return zips;
        }
    }

    private static Path zipOf(Path module) throws IOException {
        try (Stream<Path> files = Files.list(module.resolve("target"))) {
            return files.filter(file -> file.toString().endsWith(".zip"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void thereIsOneForEachPlugin() throws IOException {
        assertThat(zips().stream().map(zip -> zip.getFileName().toString().replaceFirst("-\\d.*", "")))
                .contains(
                        "bendsync-source-jdbc",
                        "bendsync-source-cdc",
                        "bendsync-sink-databend",
                        "bendsync-converter-json",
                        "bendsync-converter-compact",
                        "bendsync-converter-registry",
                        "bendsync-converter-schemas",
                        "bendsync-transforms",
                        "bendsync-dashboard");
    }

    @ParameterizedTest
    @MethodSource("zips")
    void itsManifestIsAsTheConfluentHubReadsIt(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            JsonNode manifest = new ObjectMapper().readTree(text(zip, folder(file) + "/manifest.json"));
            for (String key : List.of("name", "version", "title", "description", "release_date")) {
                assertThat(manifest.path(key).asText()).as(key).isNotEmpty().doesNotContain("${");
            }
            JsonNode owner = manifest.path("owner");
            assertThat(owner.path("username").asText() + "-"
                            + manifest.path("name").asText() + "-"
                            + manifest.path("version").asText())
                    .isEqualTo(folder(file));
            assertThat(owner.path("name").asText()).isNotEmpty();
            assertThat(manifest.path("license").path(0).path("url").asText()).isNotEmpty();
            assertThat(manifest.path("component_types"))
                    .isNotEmpty()
                    .allSatisfy(kind -> assertThat(KINDS).contains(kind.asText()));
        }
    }

    @ParameterizedTest
    @MethodSource("zips")
    void itsDocumentsAndTheLicencesOfWhatItBringsAreInIt(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName)).allMatch(name -> name.startsWith(folder(file) + "/"));
            String doc = folder(file) + "/doc/";
            assertThat(text(zip, doc + "LICENSE")).contains("Apache License");
            assertThat(text(zip, doc + "NOTICE")).contains("bendsync");
            if (jars(zip).stream().anyMatch(jar -> !jar.contains("/lib/bendsync-"))) {
                assertThat(text(zip, doc + "THIRD-PARTY.txt"))
                        .contains("third-party dependencies")
                        .doesNotContain("Unknown license");
            }
            // Unpacked somewhere on a plugin path, it has no neighbours to lead to.
            assertThat(MarkdownLinks.of(text(zip, doc + "README.md"))).allMatch(link -> link.startsWith("#"));
        }
    }

    /** Else a class would be there twice, and be two classes: the worker's and the plugin's, or one jar's and another's. */
    @ParameterizedTest
    @MethodSource("zips")
    void noClassOfItClashes(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Map<String, String> homes = new HashMap<>();
            List<String> clashes = new ArrayList<>();
            for (String jar : jars(zip)) {
                String name = jar.replaceFirst(".*/", "");
                assertThat(name).doesNotMatch(WORKERS);
                for (String entry : entries(zip, jar)) {
                    boolean ours = name.startsWith("bendsync-");
                    assertThat(entry.startsWith("io/bendsync/"))
                            .as(jar + "!" + entry)
                            .isEqualTo(ours);
                    assertThat(entry).doesNotStartWith("org/apache/kafka/").doesNotStartWith("org/slf4j/");
                    String other = homes.put(entry, name);
                    // Of one release they are the same: Debezium and Parquet each have some in several jars.
                    if (other != null && !version(other).equals(version(name))) {
                        clashes.add(entry + " in " + other + " and " + name);
                    }
                }
            }
            assertThat(clashes).isEmpty();
        }
    }

    /** The list by which a worker finds it with {@code plugin.discovery=service_load}. */
    @ParameterizedTest
    @MethodSource("zips")
    void aWorkerFindsItByItsServiceFile(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Set<String> found = new TreeSet<>();
            for (String jar : jars(zip)) {
                if (jar.contains("/lib/bendsync-")) {
                    found.addAll(services(zip, jar));
                }
            }
            assertThat(found).as(file.toString()).isNotEmpty();
        }
    }

    private static String version(String jar) {
        return jar.replaceFirst("^\\D*?-(?=\\d)", "");
    }

    private static String folder(Path zip) {
        return zip.getFileName().toString().replaceFirst("\\.zip$", "");
    }

    private static String text(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        assertThat(entry).as(zip.getName() + "!" + name).isNotNull();
        try (InputStream content = zip.getInputStream(entry)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> jars(ZipFile zip) {
        return zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.endsWith(".jar"))
                .toList();
    }

    private static List<String> entries(ZipFile zip, String jar) throws IOException {
        return walk(zip, jar).stream()
                .filter(name -> name.endsWith(".class"))
                .filter(name -> !name.startsWith("META-INF/") && !name.endsWith("-info.class"))
                .toList();
    }

    private static List<String> services(ZipFile zip, String jar) throws IOException {
        return walk(zip, jar).stream()
                .map(name -> name.replaceFirst("^META-INF/services/", ""))
                .filter(SERVICES::contains)
                .toList();
    }

    private static List<String> walk(ZipFile zip, String jar) throws IOException {
        List<String> names = new ArrayList<>();
        try (ZipInputStream inner = new ZipInputStream(zip.getInputStream(zip.getEntry(jar)))) {
            for (ZipEntry entry = inner.getNextEntry(); entry != null; entry = inner.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }
}
