package io.bendsync.runtime.pipeline;

import io.bendsync.runtime.worker.PipelineSecrets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Kafka of the user's.
 *
 * @param bootstrapServers its addresses
 * @param security how clients show who they are and encrypt, in the words of Kafka's clients
 */
public record KafkaSettings(String bootstrapServers, Map<String, String> security) {
    private static final Set<String> SECRETS = Set.of(
            "sasl.jaas.config",
            "ssl.truststore.password",
            "ssl.keystore.password",
            "ssl.key.password",
            "ssl.keystore.key");

    private static final Pattern PASSWORD = Pattern.compile("password\\s*=\\s*\"?([^\";\\s]+)");

    public KafkaSettings {
        security = Map.copyOf(security);
    }

    /** The security settings with references in the place of secrets, for configurations that others may see. */
    public Map<String, String> references() {
        Map<String, String> references = new LinkedHashMap<>();
        security.forEach((key, value) ->
                references.put(key, SECRETS.contains(key) ? PipelineSecrets.keep("kafka." + key, value) : value));
        return references;
    }

    /** The values that nobody should see. */
    Set<String> secrets() {
        Set<String> secrets = new LinkedHashSet<>();
        security.forEach((key, value) -> {
            if (SECRETS.contains(key)) {
                secrets.add(value);
            }
        });
        Matcher password = PASSWORD.matcher(security.getOrDefault("sasl.jaas.config", ""));
        if (password.find()) {
            secrets.add(password.group(1));
        }
        return secrets;
    }

    /** The addresses. */
    @Override
    public String toString() {
        return bootstrapServers;
    }
}
