package io.bendsync.testkit.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/**
 * The page {@code docs/configuration.md}, of which tests hold a section each against the definitions of a connector, a
 * converter, or the pipeline file.
 *
 * @param file the page, seen from a module's folder
 */
public record ConfigurationPage(Path file) {
    private static final String WRITE = "bendsync.docs.write";

    /** The page of this project. */
    public static ConfigurationPage ofTheProject() {
        return new ConfigurationPage(Path.of("..", "docs", "configuration.md"));
    }

    /**
     * Holds a section against the definitions, or writes it when {@code -Dbendsync.docs.write=true}.
     *
     * @param section the name in the page's markers
     * @param keys its definitions
     * @throws AssertionError when the page says something else; with what to do
     */
    public void holds(String section, ConfigDef keys) {
        holds(section, table(keys));
    }

    /**
     * The same for a table that is made of something else than Kafka Connect's definitions.
     *
     * @param section the name in the page's markers
     * @param table its lines, each with its end
     */
    public void holds(String section, String table) {
        String page = read();
        String begin = "<!-- " + section + ": begin -->\n";
        String end = "<!-- " + section + ": end -->";
        int from = page.indexOf(begin);
        int to = page.indexOf(end);
        if (from < 0 || to < from) {
            throw new AssertionError(file + " has no section between " + begin.strip() + " and " + end);
        }
        String now = page.substring(0, from + begin.length()) + table + page.substring(to);
        if (now.equals(page)) {
            return;
        }
        if (!Boolean.getBoolean(WRITE)) {
            throw new AssertionError(file + ", section " + section + ", is not what the definitions say; write it anew:"
                    + " mvn test -Dquick -Dtest='ConfigurationPageTest' -Dsurefire.failIfNoSpecifiedTests=false -D"
                    + WRITE + "=true");
        }
        write(now);
    }

    private static String table(ConfigDef keys) {
        List<ConfigKey> sorted = keys.configKeys().values().stream()
                .filter(key -> !key.internalConfig)
                .sorted(Comparator.comparing(key -> key.name))
                .toList();
        return sorted.stream()
                .map(ConfigurationPage::row)
                .collect(Collectors.joining("\n", "| key | type | default | meaning |\n|---|---|---|---|\n", "\n"));
    }

    private static String row(ConfigKey key) {
        return "| `%s` | %s | %s | %s |"
                .formatted(
                        key.name,
                        key.type().name().toLowerCase(java.util.Locale.ROOT),
                        byDefault(key),
                        cell(key.documentation));
    }

    private static String byDefault(ConfigKey key) {
        if (!key.hasDefault()) {
            return "(must be given)";
        }
        Object value = key.defaultValue;
        String text = value instanceof List<?> list
                ? list.stream().map(Object::toString).collect(Collectors.joining(","))
                : String.valueOf(value);
        return value == null || text.isEmpty() || key.type() == ConfigDef.Type.PASSWORD ? "–" : "`" + cell(text) + "`";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }

    private String read() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String page) {
        try {
            Files.writeString(file, page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
