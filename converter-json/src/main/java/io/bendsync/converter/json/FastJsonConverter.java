package io.bendsync.converter.json;

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
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.ConverterConfig;
import org.apache.kafka.connect.storage.ConverterType;
import org.apache.kafka.connect.storage.HeaderConverter;

/**
 * Kafka Connect's {@link JsonConverter}, byte for byte and setting for setting, by streaming. What
 * it cannot do to the letter goes to the worker's own JsonConverter, whose result or exception is
 * passed on: so both always agree, and differ in speed only. Any number of threads may use one.
 */
public final class FastJsonConverter implements Converter, HeaderConverter, Versioned {

    private final JsonConverter original = new JsonConverter();
    private StreamedWriting writing;
    private StreamedReading reading;

    @Override
    public String version() {
        try (InputStream in = FastJsonConverter.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException("version.properties is not in this plugin's jar", e);
        }
    }

    @Override
    public ConfigDef config() {
        return original.config();
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        Map<String, Object> typed = new HashMap<>(configs);
        typed.put(ConverterConfig.TYPE_CONFIG, isKey ? ConverterType.KEY.getName() : ConverterType.VALUE.getName());
        configure(typed);
    }

    @Override
    public void configure(Map<String, ?> configs) {
        original.configure(configs);
        JsonSettings settings = JsonSettings.of(configs);
        writing = new StreamedWriting(settings, original);
        reading = new StreamedReading(settings, original);
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
        original.close();
    }
}
