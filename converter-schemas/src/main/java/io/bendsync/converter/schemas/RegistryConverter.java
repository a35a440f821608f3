package io.bendsync.converter.schemas;

import io.bendsync.converter.schemas.record.RecordFormat;
import io.bendsync.converter.schemas.record.RegisteredRecords;
import io.bendsync.converter.schemas.registry.RegistryClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.storage.Converter;

/** What both converters share: settings, registry, records. Any number of threads may use one. */
abstract class RegistryConverter implements Converter, Versioned {

    private final RecordFormat format;
    private RegisteredRecords records;

    RegistryConverter(RecordFormat format) {
        this.format = format;
    }

    @Override
    public final String version() {
        try (InputStream in = RegistryConverter.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException("version.properties is not in this plugin's jar", e);
        }
    }

    @Override
    public final ConfigDef config() {
        return ConverterSettings.DEFINITION;
    }

    @Override
    public final void configure(Map<String, ?> configs, boolean isKey) {
        ConverterSettings settings = new ConverterSettings(configs);
        records = new RegisteredRecords(new RegistryClient(settings.registry()), format, settings.registers(), isKey);
    }

    @Override
    public final byte[] fromConnectData(String topic, Schema schema, Object value) {
        return records.write(topic, schema, value);
    }

    @Override
    public final SchemaAndValue toConnectData(String topic, byte[] value) {
        return records.read(topic, value);
    }
}
