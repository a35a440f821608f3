package io.bendsync.runtime.pipeline;

import io.bendsync.runtime.worker.PipelineSecrets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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

    private static final String POLLING_SOURCE = "io.bendsync.source.jdbc.JdbcSourceConnector";

    private final Pipeline pipeline;
    private final PipelineTopics topics;

    public ConnectorConfigs(Pipeline pipeline) {
        this.pipeline = pipeline;
        this.topics = new PipelineTopics(pipeline);
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
            pipeline.kafka()
                    .ifPresent(settings -> settings.references().forEach((key, value) -> {
                        config.put("schema.history.internal.producer." + key, value);
                        config.put("schema.history.internal.consumer." + key, value);
                    }));
        } else {
            config.put("connector.class", POLLING_SOURCE);
            config.put("mode", source.mode());
            config.put("poll.interval.ms", "500");
            config.put("table.poll.interval.ms", "5000");
            config.put("batch.max.rows", "5000");
            topics.name(config);
            polling(config, source);
        }
        SecretSettings.add(config, source.properties(), source.fromOutside(), sourceName());
        new RuleConfigs(pipeline, topics::own).addTo(config);
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
            SecretSettings.add(config, source.properties(), source.fromOutside(), sourceName());
        } else {
            SecretSettings.add(config, connecting(source.properties()), source.fromOutside(), sourceName());
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
        topics.name(config);
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
        return topics.of(table);
    }

    /** The configuration of the transform for tables that have settings of their own; the salt is a reference. */
    public Map<String, String> transform(TableRule rule) {
        return new RuleConfigs(pipeline, topics::own).of(rule);
    }

    /** A rule or a transform may send a table's rows to a topic that does not say whose they are; events do. */
    private boolean topicsTellTables() {
        return pipeline.source().rules().isEmpty()
                && !pipeline.source().properties().containsKey("transforms")
                && !pipeline.target().properties().containsKey("transforms");
    }

    /** Whether the sink knows by a row's topic which table it is from. */
    public boolean topicTellsTable(String table) {
        return topics.tellsTable(table);
    }

    /** What people call the table of a topic. */
    public String tableOf(String topic) {
        return topics.tableOf(topic);
    }

    /** Whether the sink reads that topic. */
    public boolean isTopic(String topic) {
        return topics.isRead(topic);
    }

    /** The sink connector's configuration; passwords are references. */
    public Map<String, String> target() {
        TargetSettings target = pipeline.target();
        Map<String, String> config = new LinkedHashMap<>();
        config.put("name", targetName());
        config.put("tasks.max", "1");
        config.put("connector.class", "io.bendsync.sink.DatabendSinkConnector");
        connection(config, target.endpoint(), targetName());
        topics.read(config);
        config.put("auto.create", "true");
        config.put("auto.evolve", "true");
        config.put("insert.mode", target.insertMode());
        boolean upsert = target.insertMode().equals("upsert");
        config.put("pk.mode", upsert ? "record_key" : "none");
        // The binlog's deletes, and those by which verify repairs.
        config.put("delete.enabled", Boolean.toString(upsert));
        SecretSettings.add(config, target.properties(), target.fromOutside(), targetName());
        // The topic tells more than the table; what people call it is the table's name.
        config.computeIfPresent("table.name.format", (key, format) -> topics.inTableNames(format));
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

    private boolean globs() {
        return pipeline.source().tables().stream().anyMatch(table -> table.contains("*"));
    }

    private String patterns() {
        return String.join(
                ",", pipeline.source().tables().stream().map(Pipeline::pattern).toList());
    }
}
