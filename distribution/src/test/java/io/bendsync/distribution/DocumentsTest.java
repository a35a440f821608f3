package io.bendsync.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What documents say of the repository is there: files, headings, tests, messages. */
class DocumentsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern TEST = Pattern.compile("`(\\w*[a-z](?:IT|Test))`");
    private static final Pattern MESSAGE = Pattern.compile("(?m)^### `(.*)`$");

    @Test
    void everyLinkLeadsToAFileAndToAHeadingInIt() {
        assertThat(MarkdownLinks.broken(ROOT)).isEmpty();
    }

    @Test
    void everyPageOfDocsIsLinkedFromTheReadme() {
        String readme = read(ROOT.resolve("README.md"));
        assertThat(pages().stream()
                        .filter(page -> page.getParent().endsWith("docs"))
                        .map(page -> "](docs/" + page.getFileName() + ")"))
                .allSatisfy(link -> assertThat(readme).contains(link));
    }

    @Test
    void everyExampleIsOnTheirPage() throws IOException {
        String page = read(ROOT.resolve("examples/README.md"));
        try (Stream<Path> examples = Files.list(ROOT.resolve("examples"))) {
            assertThat(examples.filter(Files::isDirectory))
                    .isNotEmpty()
                    .allSatisfy(example -> assertThat(page).contains("](" + example.getFileName() + "/"));
        }
    }

    @Test
    void testsThatAreNamedAsEvidenceAreThere() {
        Set<String> tests = sources("src/test").stream()
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toSet());
        for (Path page : pages()) {
            Matcher test = TEST.matcher(read(page));
            while (test.find()) {
                assertThat(tests).as(page.toString()).contains(test.group(1));
            }
        }
    }

    /** Messages are put together from parts; a heading has to be within one part. */
    @Test
    void everyMessageThatIsExplainedIsInTheCode() {
        String code = sources("src/main").stream()
                .map(DocumentsTest::read)
                .map(text -> text.replaceAll("\"\\s*\\+\\s*\"", ""))
                .collect(Collectors.joining("\n"));
        Matcher message = MESSAGE.matcher(read(ROOT.resolve("docs/troubleshooting.md")));
        int found = 0;
        while (message.find()) {
            assertThat(code.contains(message.group(1))).as(message.group(1)).isTrue();
            found++;
        }
        assertThat(found).isGreaterThan(15);
    }

    @Test
    void everyVersionAndPluginOfTheBuildIsOnThePageOfDependencies() {
        String pom = read(ROOT.resolve("pom.xml"));
        String page = read(ROOT.resolve("docs/dependencies.md"));
        assertThat(all("<[a-z.]+\\.version>(\\d[^<]*)</", pom))
                .hasSizeGreaterThan(20)
                .allMatch(page::contains);
        List<String> plugins = all("<artifactId>(maven-[a-z]+-plugin)</artifactId>\\s*<version>", pom);
        List<String> versions = all("<artifactId>maven-[a-z]+-plugin</artifactId>\\s*<version>([^<]*)<", pom);
        assertThat(plugins).hasSizeGreaterThan(10).allMatch(page::contains);
        assertThat(versions).hasSameSizeAs(plugins).allMatch(page::contains);
        assertThat(all("<groupId>org.apache.kafka</groupId>\\s*<artifactId>([^<]*)<", pom))
                .isNotEmpty()
                .allMatch(page::contains);
    }

    private static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static List<Path> pages() {
        return MarkdownLinks.pages(ROOT);
    }

    private static List<Path> sources(String kind) {
        return files(
                ROOT,
                file -> file.toString().endsWith(".java") && file.toString().contains("/" + kind + "/"));
    }

    private static List<Path> files(Path folder, java.util.function.Predicate<Path> wanted) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> !file.toString().contains("/target/")
                            && !file.toString().contains("/.git/"))
                    .filter(wanted)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
