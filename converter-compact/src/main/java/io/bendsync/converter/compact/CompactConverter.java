package io.bendsync.converter.compact;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.json.JsonConverterConfig;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.ConverterConfig;
import org.apache.kafka.connect.storage.ConverterType;
import org.apache.kafka.connect.storage.HeaderConverter;

/**
 * Small binary records, each with its schema: what comes out is what went in. Records that are JSON
 * are read by the worker's own {@link JsonConverter}, so that a topic may hold both. Any number of
 * threads may use one.
 */
public final class CompactConverter implements Converter, HeaderConverter, Versioned {

    private final JsonConverter json = new JsonConverter();
    private CompactWriting writing;
    private CompactReading reading;

    @Override
    public String version() {
        try (InputStream in = CompactConverter.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException("version.properties is not in this plugin's jar", e);
        }
    }

    @Override
    public ConfigDef config() {
        return json.config();
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        Map<String, Object> typed = new HashMap<>(configs);
        typed.put(ConverterConfig.TYPE_CONFIG, isKey ? ConverterType.KEY.getName() : ConverterType.VALUE.getName());
        configure(typed);
    }

    @Override
    public void configure(Map<String, ?> configs) {
        json.configure(configs);
        JsonConverterConfig settings = new JsonConverterConfig(configs);
        int cacheSize = settings.schemaCacheSize();
        writing = new CompactWriting(cacheSize, settings.type() == ConverterType.KEY);
        reading = new CompactReading(cacheSize, json);
    }

    @Override
    public byte[] fromConnectData(String topic, Schema schema, Object value) {
        return writing.write(topic, schema, value);
    }

    @Override
    public SchemaAndValue toConnectData(String topic, byte[] value) {
        return reading.read(topic, value);
    }

    @Override
    public byte[] fromConnectHeader(String topic, String headerKey, Schema schema, Object value) {
        return fromConnectData(topic, schema, value);
    }

    @Override
    public SchemaAndValue toConnectHeader(String topic, String headerKey, byte[] value) {
        return toConnectData(topic, value);
    }

    @Override
    public void close() {
        json.close();
    }
}
