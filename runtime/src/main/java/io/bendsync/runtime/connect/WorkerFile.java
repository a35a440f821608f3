package io.bendsync.runtime.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bendsync.runtime.problem.BendsyncException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** The files of a plain worker: its own properties, completed; and connectors', as properties or JSON. */
public final class WorkerFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONVERTER = "io.bendsync.converter.json.FastJsonConverter";

    private WorkerFile() {}

    /**
     * A worker's properties with what it leaves out: our connectors on its plugin path, JSON as the format (what the
     * documentation of Kafka Connect calls the default), NULLs kept, its REST interface on loopback, and sinks that read
     * only what sources have committed.
     */
    public static Map<String, String> worker(Path file, Path plugins) {
        Map<String, String> properties = properties(file);
        if (!properties.containsKey("bootstrap.servers")) {
            throw BendsyncException.badSetting(file + ": bootstrap.servers is missing: which Kafka shall be used?");
        }
        properties.putIfAbsent("key.converter", CONVERTER);
        if (properties.putIfAbsent("value.converter", CONVERTER) == null) {
            // Of the binlog's rows: a NULL in a column with a default stays one.
            properties.putIfAbsent("value.converter.replace.null.with.default", "false");
        }
        properties.putIfAbsent("listeners", "http://127.0.0.1:8083");
        // Kafka Connect leaves it to Kafka's default, by which a sink reads what a source took back.
        properties.putIfAbsent("consumer.isolation.level", "read_committed");
        String own = properties.get("plugin.path");
        if (own == null || own.isBlank()) {
            properties.put("plugin.path", plugins.toString());
            properties.putIfAbsent("plugin.discovery", "service_load");
        } else {
            properties.put("plugin.path", own + "," + plugins);
        }
        return properties;
    }

    /** A connector's configuration, with its name in it. */
    public static Map<String, String> connector(Path file) {
        Map<String, String> config = file.toString().endsWith(".json") ? json(file) : properties(file);
        if (!config.containsKey("name")) {
            throw BendsyncException.badSetting(file + ": name is missing: give the connector a name");
        }
        return config;
    }

    private static Map<String, String> properties(Path file) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(read(file)));
        } catch (IOException | IllegalArgumentException e) {
            throw BendsyncException.badSetting(file + ": is no properties file: " + e.getMessage(), e);
        }
        Map<String, String> map = new HashMap<>();
        properties
                .stringPropertyNames()
                .forEach(name -> map.put(name, properties.getProperty(name).strip()));
        return map;
    }

    /** Flat, or with {@code name} and {@code config} as the REST interface takes it. */
    private static Map<String, String> json(Path file) {
        try {
            JsonNode root = JSON.readTree(read(file));
            Map<String, String> map = new HashMap<>();
            if (root.path("config").isObject()) {
                map.put("name", root.path("name").asText());
                root.path("config")
                        .properties()
                        .forEach(entry ->
                                map.put(entry.getKey(), entry.getValue().asText()));
            } else {
                root.properties()
                        .forEach(entry ->
                                map.put(entry.getKey(), entry.getValue().asText()));
            }
            return map;
        } catch (JsonProcessingException e) {
            throw BendsyncException.badSetting(file + ": is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw BendsyncException.badSetting(
                    file + ": cannot be read: " + e.getClass().getSimpleName(), e);
        }
    }
}
