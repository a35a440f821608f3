package io.bendsync.runtime.pipeline;

import io.bendsync.runtime.worker.PipelineSecrets;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The two connector configurations that a pipeline file means, and the way back from a connector's key to the file. */
public final class ConnectorConfigs {
    private static final Map<String, String> SOURCE_SETTINGS = Map.of(
            "connection.url", "source.url",
            "connection.user", "source.user",
            "connection.password", "source.password",
            "mode", "source.mode",
            "table.whitelist", "source.tables",
            "table.include.list", "source.tables",
            "incrementing.column.name", "source.incrementing.column",
            "incrementing.column.mapping", "source.incrementing.column",
            "timestamp.column.name", "source.timestamp.column",
            "timestamp.columns.mapping", "source.timestamp.column");

    private static final Map<String, String> TARGET_SETTINGS = Map.of(
            "connection.url", "target.url",
            "connection.user", "target.user",
            "connection.password", "target.password",
            "insert.mode", "target.insert.mode",
            "topics", "source.tables",
            "topics.regex", "source.tables");

    /** What the polling source stores positions by is in no table's topic. */
    private static final String NO_MARKS = "(?!__bendsync-)";

    private static final String POLLING_SOURCE = "io.bendsync.source.jdbc.JdbcSourceConnector";

    /** What the binlog source's topic names have an underscore for; the star is the glob's. */
    private static final Pattern UNFIT_FOR_TOPIC = Pattern.compile("[^a-zA-Z0-9._*-]");

    private final Pipeline pipeline;

    public ConnectorConfigs(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** The source connector's name. */
    public String sourceName() {
        return pipeline.name() + "-source";
    }

    /** The sink connector's name. */
    public String targetName() {
        return pipeline.name() + "-target";
    }

    /**
     * The source connector's configuration; passwords are references.
     *
     * @param kafka the bootstrap servers, where the binlog source keeps the history of the tables' structure
     */
    public Map<String, String> source(String kafka) {
        SourceSettings source = pipeline.source();
        Map<String, String> config = new LinkedHashMap<>();
        config.put("name", sourceName());
        config.put("tasks.max", Integer.toString(source.tasks()));
        connection(config, source.endpoint(), sourceName());
        if (source.capture() == Capture.BINLOG) {
            config.put("connector.class", "io.bendsync.source.cdc.MySqlCdcSourceConnector");
            config.put("topic.prefix", pipeline.name());
            config.put("table.include.list", patterns());
            // Both ends are ours, and verify compares by the new name.
            config.put("ddl.rename", "rename");
            config.put("after.state.only", Boolean.toString(topicsTellTables()));
            config.put("schema.history.internal.kafka.bootstrap.servers", kafka);
        } else {
            config.put("connector.class", POLLING_SOURCE);
            config.put("mode", source.mode());
            config.put("poll.interval.ms", "500");
            config.put("table.poll.interval.ms", "5000");
            config.put("batch.max.rows", "5000");
            naming(config);
            polling(config, source);
        }
        secretly(config, source.properties(), sourceName());
        new RuleConfigs(pipeline, this::ownTopic).addTo(config);
        return config;
    }

    /**
     * A polling source's configuration that reads some rows of one table once, as the pipeline's own source would.
     *
     * @param table {@code database.table}
     * @param condition which rows, in MySQL's words
     */
    public Map<String, String> once(String table, String condition) {
        SourceSettings source = pipeline.source();
        Map<String, String> config = new LinkedHashMap<>();
        connection(config, source.endpoint(), sourceName());
        if (source.capture() == Capture.POLLING) {
            secretly(config, source.properties(), sourceName());
        } else {
            secretly(config, connecting(source.properties()), sourceName());
        }
        config.put("name", sourceName() + "-once");
        config.put("tasks.max", "1");
        config.put("connector.class", POLLING_SOURCE);
        config.put("mode", "bulk");
        config.put("poll.interval.ms", "3600000");
        config.put("batch.max.rows", "5000");
        for (String other : List.of(
                "table.include.list", "incrementing.column.mapping", "timestamp.columns.mapping", "delete.detection")) {
            config.remove(other);
        }
        naming(config);
        config.put("table.whitelist", table);
        config.put("row.filter", condition);
        return config;
    }

    /** By which the server is reached and known, such as its certificate's authority: both sources call these the same. */
    private static Map<String, String> connecting(Map<String, String> properties) {
        return properties.entrySet().stream()
                .filter(property -> property.getKey().startsWith("connection.")
                        && !property.getKey().equals("connection.attempts")
                        && !property.getKey().equals("connection.backoff.ms"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The source connector has this password from its next start on. */
    public void renewSourcePassword(String password) {
        PipelineSecrets.keep(passwordName(sourceName()), password);
    }

    /** The sink connector has this password from its next start on. */
    public void renewTargetPassword(String password) {
        PipelineSecrets.keep(passwordName(targetName()), password);
    }

    /** How the source's database is reached now, which is with a renewed password where there is one. */
    public Endpoint sourceEndpoint() {
        return current(pipeline.source().endpoint(), sourceName());
    }

    /** How the target's database is reached now. */
    public Endpoint targetEndpoint() {
        return current(pipeline.target().endpoint(), targetName());
    }

    private static Endpoint current(Endpoint endpoint, String connector) {
        String password = PipelineSecrets.kept(passwordName(connector)).orElse(endpoint.password());
        return new Endpoint(endpoint.url(), endpoint.user(), password);
    }

    private static String passwordName(String connector) {
        return connector + ".connection.password";
    }

    /** The topic of a table, {@code database.table}. */
    public String topicOf(String table) {
        return pipeline.rule(table).flatMap(this::ownTopic).orElseGet(() -> usualTopic(table));
    }

    /** The configuration of the transform for tables that have settings of their own; the salt is a reference. */
    public Map<String, String> transform(TableRule rule) {
        return new RuleConfigs(pipeline, this::ownTopic).of(rule);
    }

    private String usualTopic(String table) {
        if (binlog()) {
            return pipeline.name() + "." + UNFIT_FOR_TOPIC.matcher(table).replaceAll("_");
        }
        return qualified() ? table : table.substring(table.indexOf('.') + 1);
    }

    /** The topic that is the same for all of a rule's tables. */
    private Optional<String> ownTopic(TableRule rule) {
        if (!rule.topic().isEmpty()) {
            return Optional.of(rule.topic());
        }
        String fit = UNFIT_FOR_TOPIC.matcher(rule.target()).replaceAll("_").replace('*', '_');
        return rule.merges() ? Optional.of(binlog() ? pipeline.name() + "." + fit : fit) : Optional.empty();
    }

    /** Whether tables of different databases may have the same name, since they become one. */
    private boolean qualified() {
        return !binlog() && pipeline.source().rules().stream().anyMatch(TableRule::merges);
    }

    private boolean binlog() {
        return pipeline.source().capture() == Capture.BINLOG;
    }

    /** A rule or a transform may send a table's rows to a topic that does not say whose they are; events do. */
    private boolean topicsTellTables() {
        return pipeline.source().rules().isEmpty()
                && !pipeline.source().properties().containsKey("transforms")
                && !pipeline.target().properties().containsKey("transforms");
    }

    /** What people call the table of a topic. */
    public String tableOf(String topic) {
        String prefix = pipeline.name() + ".";
        return binlog() && topic.startsWith(prefix) ? topic.substring(prefix.length()) : topic;
    }

    /** Whether the sink reads that topic. */
    public boolean isTopic(String topic) {
        Map<String, String> config = new LinkedHashMap<>();
        topics(config);
        return config.containsKey("topics")
                ? List.of(config.get("topics").split(",", -1)).contains(topic)
                : topic.matches(config.get("topics.regex"));
    }

    /** The sink connector's configuration; passwords are references. */
    public Map<String, String> target() {
        TargetSettings target = pipeline.target();
        Map<String, String> config = new LinkedHashMap<>();
        config.put("name", targetName());
        config.put("tasks.max", "1");
        config.put("connector.class", "io.bendsync.sink.DatabendSinkConnector");
        connection(config, target.endpoint(), targetName());
        topics(config);
        config.put("auto.create", "true");
        config.put("auto.evolve", "true");
        config.put("insert.mode", target.insertMode());
        boolean upsert = target.insertMode().equals("upsert");
        config.put("pk.mode", upsert ? "record_key" : "none");
        // The binlog's deletes, and those by which verify repairs.
        config.put("delete.enabled", Boolean.toString(upsert));
        secretly(config, target.properties(), targetName());
        return config;
    }

    /** A complaint of the source connector about one of its keys, in the words of the file. */
    public String sourceComplaint(String key, String message) {
        return complaint(
                key,
                message,
                SOURCE_SETTINGS,
                "source.properties.",
                pipeline.source().properties());
    }

    /** A complaint of the sink connector about one of its keys, in the words of the file. */
    public String targetComplaint(String key, String message) {
        return complaint(
                key,
                message,
                TARGET_SETTINGS,
                "target.properties.",
                pipeline.target().properties());
    }

    private String complaint(
            String key, String message, Map<String, String> settings, String raw, Map<String, String> properties) {
        String setting = properties.containsKey(key) ? raw + key : settings.getOrDefault(key, raw + key);
        String translated = message.replace(key, setting);
        for (Map.Entry<String, String> other : settings.entrySet()) {
            if (!properties.containsKey(other.getKey())) {
                translated = translated.replace(other.getKey(), other.getValue());
            }
        }
        return pipeline.complaint(setting, translated);
    }

    private void topics(Map<String, String> config) {
        Set<String> topics = new LinkedHashSet<>();
        boolean globs = false;
        for (String entry : pipeline.source().tables()) {
            // An entry of its own is the first that means itself, stars included, unless an earlier one takes them all.
            Optional<String> own = ruleOf(entry).flatMap(this::ownTopic);
            topics.add(own.orElseGet(() -> usualTopic(entry)));
            globs |= own.isEmpty() && entry.contains("*");
        }
        if (binlog() || qualified()) {
            config.put("table.name.format", "${source.table}");
        }
        if (globs || binlog()) {
            String pattern = topics.stream().map(Pipeline::pattern).collect(Collectors.joining("|"));
            boolean marks = "binlog".equals(pipeline.source().properties().get("delete.detection"));
            config.put("topics.regex", marks ? NO_MARKS + "(" + pattern + ")" : pattern);
        } else {
            config.put("topics", String.join(",", topics));
        }
        Stream<String> named = pipeline.source().rules().stream()
                .filter(rule -> !rule.target().isEmpty())
                .map(rule ->
                        ownTopic(rule).orElseGet(() -> usualTopic(rule.tables().get(0))) + ":" + rule.target());
        String tables = Stream.concat(named, dotted()).collect(Collectors.joining(","));
        if (!tables.isEmpty()) {
            config.put("topics.to.tables.mapping", tables);
        }
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
                .map(entry -> topicOf(entry) + ":" + targetDatabase() + entry.substring(entry.indexOf('.')));
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

    private void naming(Map<String, String> config) {
        if (qualified()) {
            config.put("topic.naming", "${db}.${table}");
        }
    }

    private void polling(Map<String, String> config, SourceSettings source) {
        String timestamps = String.join("|", source.timestampColumns());
        if (globs()) {
            config.put("table.include.list", patterns());
            if (!source.incrementingColumn().isEmpty()) {
                config.put("incrementing.column.mapping", ".*:" + source.incrementingColumn());
            }
            if (!timestamps.isEmpty()) {
                config.put("timestamp.columns.mapping", ".*:[" + timestamps + "]");
            }
        } else {
            config.put("table.whitelist", String.join(",", source.tables()));
            if (!source.incrementingColumn().isEmpty()) {
                config.put("incrementing.column.name", source.incrementingColumn());
            }
            if (!timestamps.isEmpty()) {
                config.put("timestamp.column.name", String.join(",", source.timestampColumns()));
            }
        }
    }

    private static void connection(Map<String, String> config, Endpoint endpoint, String connector) {
        config.put("connection.url", endpoint.url());
        config.put("connection.user", endpoint.user());
        config.put("connection.password", PipelineSecrets.keep(passwordName(connector), endpoint.password()));
    }

    /** Raw properties win; those that look like a secret go the way of the passwords. */
    private static void secretly(Map<String, String> config, Map<String, String> properties, String connector) {
        properties.forEach((key, value) -> {
            String lower = key.toLowerCase(Locale.ROOT);
            boolean secret = lower.contains("password") || lower.contains("secret") || lower.contains("token");
            config.put(key, secret ? PipelineSecrets.keep(connector + "." + key, value) : value);
        });
    }

    private boolean globs() {
        return pipeline.source().tables().stream().anyMatch(table -> table.contains("*"));
    }

    private String patterns() {
        return String.join(
                ",", pipeline.source().tables().stream().map(Pipeline::pattern).toList());
    }
}
