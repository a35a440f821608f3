package io.bendsync.runtime.pipeline;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The topics between a pipeline's source and its sink. Where the sink reads by a pattern, each topic begins with the
 * pipeline's name and the database's, so that nothing else on the same Kafka can match: no topic of Kafka Connect's own,
 * of another pipeline, or of another program.
 */
final class PipelineTopics {
    /** What the binlog source's topic names have an underscore for; the star is the glob's. */
    private static final Pattern UNFIT = Pattern.compile("[^a-zA-Z0-9._*-]");

    private static final String DEAD_LETTERS = "errors.deadletterqueue.topic.name";

    private final Pipeline pipeline;

    PipelineTopics(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** The topic of a table, {@code database.table}. */
    String of(String table) {
        return pipeline.rule(table).flatMap(this::own).orElseGet(() -> usual(table));
    }

    /** The topic that is the same for all of a rule's tables. */
    Optional<String> own(TableRule rule) {
        if (!rule.topic().isEmpty()) {
            return Optional.of(rule.topic());
        }
        String fit = UNFIT.matcher(rule.target()).replaceAll("_").replace('*', '_');
        return rule.merges() ? Optional.of(binlog() ? prefix() + fit : fit) : Optional.empty();
    }

    /** What people call the table of a topic. */
    String tableOf(String topic) {
        return prefixed() && topic.startsWith(prefix()) ? topic.substring(prefix().length()) : topic;
    }

    /** Whether the sink reads that topic. */
    boolean isRead(String topic) {
        Map<String, String> config = new LinkedHashMap<>();
        read(config);
        return config.containsKey("topics")
                ? List.of(config.get("topics").split(",", -1)).contains(topic)
                : topic.matches(config.get("topics.regex"));
    }

    /** Has the polling source name its topics so. */
    void name(Map<String, String> config) {
        if (qualified()) {
            config.put("topic.naming", "${db}.${table}");
        }
        if (prefixed()) {
            config.put("topic.prefix", prefix());
        }
    }

    /** Has the sink read them, and name its tables by them. */
    void read(Map<String, String> config) {
        Set<String> named = new LinkedHashSet<>();
        Set<String> patterns = new LinkedHashSet<>();
        for (String entry : pipeline.source().tables()) {
            // An entry of its own is the first that means itself, stars included, unless an earlier one takes them all.
            Optional<String> own = ruleOf(entry).flatMap(this::own);
            named.add(own.orElseGet(() -> usual(entry)));
            patterns.add(own.map(Pipeline::pattern).orElseGet(() -> pattern(entry)));
        }
        if (binlog() || qualified()) {
            config.put("table.name.format", "${source.table}");
        }
        if (binlog() || globs()) {
            config.put("topics.regex", notDeadLetters(String.join("|", patterns)));
        } else {
            config.put("topics", String.join(",", named));
        }
        Stream<String> targets = pipeline.source().rules().stream()
                .filter(rule -> !rule.target().isEmpty())
                .map(rule -> own(rule).orElseGet(() -> usual(rule.tables().get(0))) + ":" + rule.target());
        String tables =
                Stream.of(targets, dotted(), dottedTopics()).flatMap(any -> any).collect(Collectors.joining(","));
        if (!tables.isEmpty()) {
            config.put("topics.to.tables.mapping", tables);
        }
    }

    /** A format for tables' names of the user's, who means a table's name by its topic. */
    String inTableNames(String format) {
        return prefixed() ? format.replace("${topic}", "${source.table}") : format;
    }

    /** Whether the sink can tell by its topic alone which table a row is from: one with a dot in its name it cannot. */
    boolean tellsTable(String fullName) {
        return binlog()
                || !qualified()
                || fullName.indexOf('.') == fullName.lastIndexOf('.')
                || pipeline.source().tables().contains(fullName)
                || pipeline.rule(fullName).flatMap(this::own).isPresent();
    }

    private String usual(String table) {
        if (binlog()) {
            return prefix() + UNFIT.matcher(table).replaceAll("_");
        }
        return (prefixed() ? prefix() : "") + (qualified() ? table : table.substring(table.indexOf('.') + 1));
    }

    /** A table with a dot in its name is not meant by a polled glob: the sink would take it for another one. */
    private String pattern(String entry) {
        String pattern = Pipeline.pattern(usual(entry));
        return binlog() ? pattern : pattern.replace(".*", "[^.]*");
    }

    /** What could not be applied must not come back as rows. */
    private String notDeadLetters(String pattern) {
        String topic = pipeline.target().properties().getOrDefault(DEAD_LETTERS, "");
        return topic.isEmpty() || !topic.matches(pattern)
                ? pattern
                : "(?!" + Pipeline.pattern(topic) + "$)(" + pattern + ")";
    }

    /**
     * A plain row does not say its table, and of a topic {@code database.a.b} the sink would take {@code b}: tables with
     * a dot in their names are told by name, with the target's database in front.
     */
    private Stream<String> dotted() {
        return pipeline.source().tables().stream()
                .filter(entry -> qualified()
                        && !entry.contains("*")
                        && pipeline.rule(entry)
                                .filter(rule -> !rule.target().isEmpty())
                                .isEmpty())
                .filter(entry -> entry.indexOf('.') != entry.lastIndexOf('.'))
                .map(entry -> of(entry) + ":" + targetDatabase() + entry.substring(entry.indexOf('.')));
    }

    /** The same of topics that the file names: each is the table's name. */
    private Stream<String> dottedTopics() {
        return pipeline.source().rules().stream()
                .filter(rule ->
                        qualified() && rule.target().isEmpty() && rule.topic().contains("."))
                .map(rule -> rule.topic() + ":" + targetDatabase() + "." + rule.topic());
    }

    private String targetDatabase() {
        String path = URI.create(pipeline.target().endpoint().url().substring("jdbc:".length()))
                .getPath();
        String database = path == null ? "" : path.replace("/", "");
        return database.isEmpty() ? "default" : database;
    }

    private Optional<TableRule> ruleOf(String entry) {
        return pipeline.source().rules().stream()
                .filter(rule -> rule.tables().contains(entry))
                .findFirst();
    }

    private String prefix() {
        return pipeline.name() + ".";
    }

    /** Whether topics begin with the pipeline's name. */
    private boolean prefixed() {
        return binlog() || globs();
    }

    /** Whether polled tables' topics have the database in them: it is read by a pattern, or tables become one. */
    private boolean qualified() {
        return !binlog() && (globs() || pipeline.source().rules().stream().anyMatch(TableRule::merges));
    }

    /** Whether there are tables whose topics are not known by name; those of tables that become one are. */
    private boolean globs() {
        return pipeline.source().tables().stream()
                .anyMatch(entry ->
                        entry.contains("*") && ruleOf(entry).flatMap(this::own).isEmpty());
    }

    private boolean binlog() {
        return pipeline.source().capture() == Capture.BINLOG;
    }
}
