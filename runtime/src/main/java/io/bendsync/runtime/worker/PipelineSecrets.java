package io.bendsync.runtime.worker;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.provider.ConfigProvider;

/**
 * Keeps passwords out of Kafka's topics, the REST interface and the logs: a connector's configuration holds
 * {@code ${bendsync:NAME}}, and Kafka Connect asks here for the value when it starts a connector.
 *
 * <p>The values are static because Kafka Connect makes its own instances by the class's name.
 */
public final class PipelineSecrets implements ConfigProvider {
    static final String PROVIDER = "bendsync";

    private static final Pattern WRITTEN = Pattern.compile("\\$\\{" + PROVIDER + ":([^}]*)}");

    private static final Map<String, String> VALUES = new ConcurrentHashMap<>();

    /** Keeps the value under the name for this process's lifetime; returns the reference for the configuration. */
    public static String keep(String name, String value) {
        VALUES.put(name, value);
        return "${" + PROVIDER + ":" + name + "}";
    }

    /** What was kept last under the name. */
    public static Optional<String> kept(String name) {
        return Optional.ofNullable(VALUES.get(name));
    }

    /**
     * Has Kafka refuse every other provider, whoever's configuration names one: any client's may, and those that Kafka
     * brings read files, folders and the environment. What the process was started with comes first.
     */
    static void beTheOnlyProvider() {
        if (System.getProperty(AbstractConfig.AUTOMATIC_CONFIG_PROVIDERS_PROPERTY) == null) {
            System.setProperty(AbstractConfig.AUTOMATIC_CONFIG_PROVIDERS_PROPERTY, PipelineSecrets.class.getName());
        }
    }

    /** The configuration with its references to the values kept here replaced. */
    public static Map<String, String> resolve(Map<String, String> config) {
        Map<String, String> resolved = new HashMap<>();
        config.forEach((key, value) -> resolved.put(
                key,
                WRITTEN.matcher(value)
                        .replaceAll(reference ->
                                Matcher.quoteReplacement(VALUES.getOrDefault(reference.group(1), reference.group())))));
        return resolved;
    }

    /** Whether a text refers to a value kept here, or to one that may be. */
    static boolean isReferredTo(String text) {
        return text.contains("${" + PROVIDER + ":");
    }

    @Override
    public ConfigData get(String path) {
        return new ConfigData(Map.of()); // never all of them at once
    }

    @Override
    public ConfigData get(String path, Set<String> keys) {
        Map<String, String> found = new HashMap<>();
        for (String key : keys) {
            String value = VALUES.get(key);
            if (value != null) {
                found.put(key, value);
            }
        }
        return new ConfigData(found);
    }

    @Override
    public void configure(Map<String, ?> configs) {
        // nothing to configure
    }

    @Override
    public void close() {
        // the values outlive an instance
    }
}
