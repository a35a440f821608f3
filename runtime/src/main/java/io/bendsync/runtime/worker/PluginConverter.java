package io.bendsync.runtime.worker;

import io.bendsync.runtime.problem.BendsyncException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.runtime.isolation.LoaderSwap;
import org.apache.kafka.connect.runtime.isolation.Plugins;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.ConverterType;

/** A converter of a plugin, which may look for more classes of it whenever it is used. */
public final class PluginConverter implements Converter {
    private final Plugins plugins;
    private final Converter converter;

    private PluginConverter(Plugins plugins, Converter converter) {
        this.plugins = plugins;
        this.converter = converter;
    }

    /**
     * As a worker makes it for a connector: its own, or else the worker's.
     *
     * @param config the connector's, without references
     */
    static PluginConverter create(Plugins plugins, Map<String, String> config, ConverterType part) {
        String setting = part.getName() + ".converter";
        String name = config.getOrDefault(setting, WorkerSettings.CONVERTER);
        Map<String, String> settings = new HashMap<>();
        config.forEach((key, value) -> {
            if (key.startsWith(setting + ".")) {
                settings.put(key.substring(setting.length() + 1), value);
            }
        });
        try {
            Converter converter = plugins.pluginClass(name)
                    .asSubclass(Converter.class)
                    .getDeclaredConstructor()
                    .newInstance();
            PluginConverter made = new PluginConverter(plugins, converter);
            made.configure(settings, part == ConverterType.KEY);
            return made;
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw BendsyncException.failed(setting + " " + name + " cannot be used: " + FailureCause.of(e), e);
        }
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        try (LoaderSwap swap = swap()) {
            converter.configure(configs, isKey);
        }
    }

    @Override
    public byte[] fromConnectData(String topic, Schema schema, Object value) {
        try (LoaderSwap swap = swap()) {
            return converter.fromConnectData(topic, schema, value);
        }
    }

    @Override
    public SchemaAndValue toConnectData(String topic, byte[] value) {
        try (LoaderSwap swap = swap()) {
            return converter.toConnectData(topic, value);
        }
    }

    @Override
    public void close() {
        try (LoaderSwap swap = swap()) {
            converter.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LoaderSwap swap() {
        return plugins.withClassLoader(converter.getClass().getClassLoader());
    }
}
