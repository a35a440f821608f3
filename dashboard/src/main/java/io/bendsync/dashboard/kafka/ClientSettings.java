package io.bendsync.dashboard.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How the dashboard reaches the worker's Kafka: as the worker itself does. */
public final class ClientSettings {
    private static final List<String> FAMILIES = List.of("ssl.", "sasl.", "security.", "bootstrap.", "client.dns.");
    private static final String PATIENCE_MS = "10000";

    private final Map<String, Object> worker = new HashMap<>();

    /** From the worker's own properties, references to secrets resolved. */
    public ClientSettings(Map<String, ?> properties) {
        worker.putAll(properties);
    }

    Map<String, Object> admin() {
        Map<String, Object> settings = with("admin.");
        settings.put("client.id", "bendsync-dashboard");
        settings.put("request.timeout.ms", PATIENCE_MS);
        settings.put("default.api.timeout.ms", PATIENCE_MS);
        return settings;
    }

    /**
     * A consumer without a group, for what has been committed.
     *
     * @param bytes the most to fetch of a partition at a time; a bigger record still comes
     */
    Map<String, Object> consumer(int bytes) {
        Map<String, Object> settings = with("consumer.");
        settings.put("client.id", "bendsync-dashboard");
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Integer.toString(bytes));
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        return settings;
    }

    private Map<String, Object> with(String prefix) {
        Map<String, Object> settings = new HashMap<>();
        copy("", settings);
        copy(prefix, settings);
        return settings;
    }

    private void copy(String prefix, Map<String, Object> settings) {
        worker.forEach((key, value) -> {
            if (key.startsWith(prefix) && value != null) {
                String bare = key.substring(prefix.length());
                if (FAMILIES.stream().anyMatch(bare::startsWith)) {
                    settings.put(bare, value);
                }
            }
        });
    }
}
