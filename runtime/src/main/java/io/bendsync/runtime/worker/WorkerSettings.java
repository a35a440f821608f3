package io.bendsync.runtime.worker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a worker is started with.
 *
 * @param bootstrapServers the Kafka to use
 * @param group the worker group and the stem of its internal topics' names
 * @param restPort the loopback port of the REST interface
 * @param rest who else may reach it
 * @param plugins the folder with one folder per connector
 * @param embeddedKafka whether the Kafka is this process's own, whose settings allow a faster recovery
 * @param security how clients show a Kafka who they are, with references for secrets
 */
public record WorkerSettings(
        String bootstrapServers,
        String group,
        int restPort,
        RestAccess rest,
        Path plugins,
        boolean embeddedKafka,
        Map<String, String> security) {
    /** The worker's own clients, and those of sources, of sinks and of what makes topics. */
    private static final List<String> CLIENTS = List.of("", "producer.", "consumer.", "admin.");

    /** For records of connectors that name no other. */
    static final String CONVERTER = "io.bendsync.converter.compact.CompactConverter";

    private static final String RECORD_BYTES = Integer.toString(EmbeddedWorker.LONGEST_RECORD_BYTES);

    /** Client settings that a connector's own configuration may override: sizes and waits, no addresses or classes. */
    private static final List<String> OVERRIDES = List.of(
            "max.poll.records",
            "max.poll.interval.ms",
            "fetch.min.bytes",
            "fetch.max.bytes",
            "fetch.max.wait.ms",
            "max.partition.fetch.bytes",
            "auto.offset.reset",
            "batch.size",
            "linger.ms",
            "buffer.memory",
            "compression.type",
            "max.request.size");

    /** The worker's properties as Kafka Connect names them. */
    public Map<String, String> toProperties() {
        Map<String, String> properties = new HashMap<>();
        properties.put("bootstrap.servers", bootstrapServers);
        properties.put("group.id", group);
        properties.put("config.storage.topic", group + "-configs");
        properties.put("offset.storage.topic", group + "-offsets");
        properties.put("status.storage.topic", group + "-status");
        for (String topic : List.of("config", "offset", "status")) {
            properties.put(topic + ".storage.replication.factor", embeddedKafka ? "1" : "-1");
        }
        properties.put("offset.storage.partitions", embeddedKafka ? "1" : "5");
        properties.put("status.storage.partitions", embeddedKafka ? "1" : "5");
        properties.put("plugin.path", plugins.toString());
        properties.put("plugin.discovery", "service_load");
        // A fraction of JSON's bytes and time; records that are JSON are read as well.
        properties.put("key.converter", CONVERTER);
        properties.put("value.converter", CONVERTER);
        // In JSON, as in Kafka's own converter, a NULL in a column that has a default would become that.
        properties.put("value.converter.replace.null.with.default", "false");
        access(properties);
        properties.put("exactly.once.source.support", "enabled");
        properties.put("scheduled.rebalance.max.delay.ms", "0");
        properties.put("connector.client.config.override.policy", "Allowlist");
        properties.put("connector.client.config.override.allowlist", String.join(",", OVERRIDES));
        properties.put("config.providers", PipelineSecrets.PROVIDER);
        properties.put("config.providers." + PipelineSecrets.PROVIDER + ".class", PipelineSecrets.class.getName());
        // How soon a sink task looks at its clock when no rows come, and how often offsets are kept.
        properties.put("offset.flush.interval.ms", "1000");
        clients(properties);
        for (String client : CLIENTS) {
            security.forEach((key, value) -> properties.put(client + key, value));
        }
        if (embeddedKafka) {
            quickRecovery(properties);
        }
        return properties;
    }

    private void access(Map<String, String> properties) {
        String loopback = "http://127.0.0.1:" + restPort;
        properties.put(
                "listeners", rest.listener().map(open -> loopback + "," + open).orElse(loopback));
        properties.put("rest.advertised.listener", "http");
        properties.put("rest.advertised.host.name", "127.0.0.1");
        properties.put("rest.advertised.port", Integer.toString(restPort));
        properties.put(
                "rest.extension.classes", RestGuard.class.getName() + ",io.bendsync.dashboard.DashboardExtension");
        if (rest.asksForPassword()) {
            properties.put(RestGuard.USER, rest.user());
            properties.put(RestGuard.PASSWORD, PipelineSecrets.keep("rest.password", rest.password()));
        }
        rest.keystore().ifPresent(file -> {
            properties.put("listeners.https.ssl.keystore.type", "PKCS12");
            properties.put("listeners.https.ssl.keystore.location", file.toString());
            String password = PipelineSecrets.keep("rest.tls.password", rest.keystorePassword());
            properties.put("listeners.https.ssl.keystore.password", password);
            properties.put("listeners.https.ssl.key.password", password);
        });
    }

    private static void clients(Map<String, String> properties) {
        properties.put("consumer.isolation.level", "read_committed");
        // More at once would leave the processor's cache before they are decoded: 5000 took a tenth longer.
        properties.put("consumer.max.poll.records", "1000");
        // Topics appear with their tables; the default would notice them after five minutes.
        properties.put("consumer.metadata.max.age.ms", "2000");
        // A record in flight pins far more heap than the compressed bytes that this counts.
        properties.put("producer.buffer.memory", RECORD_BYTES);
        properties.put("producer.max.request.size", RECORD_BYTES);
        properties.put("producer.batch.size", Integer.toString(128 * 1024));
        properties.put("producer.compression.type", "lz4");
    }

    private static void quickRecovery(Map<String, String> properties) {
        properties.put("session.timeout.ms", "3000");
        properties.put("heartbeat.interval.ms", "1000");
        properties.put("consumer.session.timeout.ms", "6000");
        properties.put("consumer.heartbeat.interval.ms", "2000");
    }
}
