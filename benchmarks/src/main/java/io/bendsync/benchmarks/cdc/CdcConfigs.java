package io.bendsync.benchmarks.cdc;

import io.bendsync.benchmarks.measure.ChildSettings;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * The connectors' configurations.
 *
 * @param bootstrapServers Kafka
 */
record CdcConfigs(String bootstrapServers) {

    private static final String JSON = "org.apache.kafka.connect.json.JsonConverter";

    Map<String, String> source() {
        Map<String, String> config = new HashMap<>();
        config.put("connector.class", "io.bendsync.source.cdc.MySqlCdcSourceConnector");
        config.put("tasks.max", "1");
        config.put("connection.url", ChildSettings.text("MYSQL_URL").replaceFirst("\\?.*", ""));
        config.put("connection.user", ChildSettings.text("MYSQL_USER"));
        config.put("connection.password", ChildSettings.text("MYSQL_PASSWORD"));
        config.put("table.include.list", ChildSettings.text("TABLE"));
        config.put("topic.prefix", "bench");
        config.put("after.state.only", "true");
        config.put("heartbeat.interval.ms", "1000");
        config.put("schema.history.internal.kafka.bootstrap.servers", bootstrapServers);
        return config;
    }

    /** As it comes, but for what it must be told, and heartbeats, by which an idle one can be stopped and go on. */
    Map<String, String> debezium() {
        URI url = URI.create(ChildSettings.text("MYSQL_URL").replaceFirst("^jdbc:", ""));
        Map<String, String> config = new HashMap<>();
        config.put("connector.class", "io.debezium.connector.mysql.MySqlConnector");
        config.put("tasks.max", "1");
        config.put("key.converter", JSON);
        config.put("value.converter", JSON);
        config.put("database.hostname", url.getHost());
        config.put("database.port", Integer.toString(url.getPort()));
        config.put("database.user", ChildSettings.text("MYSQL_USER"));
        config.put("database.password", ChildSettings.text("MYSQL_PASSWORD"));
        config.put("driver.allowPublicKeyRetrieval", "true");
        config.put("database.server.id", "4711");
        config.put("database.include.list", url.getPath().substring(1));
        config.put("table.include.list", url.getPath().substring(1) + "." + ChildSettings.text("TABLE"));
        config.put("topic.prefix", "bench");
        config.put("heartbeat.interval.ms", "1000");
        config.put("schema.history.internal.kafka.topic", "bench.schema-history");
        config.put("schema.history.internal.kafka.bootstrap.servers", bootstrapServers);
        return config;
    }

    /**
     * Databend's.
     *
     * @param ours whether with our converter, which is the worker's own
     */
    Map<String, String> sink(boolean ours) {
        Map<String, String> config = new HashMap<>();
        if (!ours) {
            config.put("key.converter", JSON);
            config.put("value.converter", JSON);
        }
        config.put("connector.class", "io.bendsync.sink.DatabendSinkConnector");
        config.put("tasks.max", "1");
        config.put("connection.url", ChildSettings.text("URL"));
        config.put("connection.user", ChildSettings.text("USER"));
        config.put("connection.password", ChildSettings.text("PASSWORD"));
        config.put("topics.regex", topic());
        config.put("table.name.format", ChildSettings.text("TABLE"));
        config.put("auto.create", "true");
        config.put("auto.evolve", "true");
        config.put("insert.mode", "upsert");
        config.put("delete.enabled", "true");
        config.put("pk.mode", "record_key");
        return config;
    }

    Map<String, String> counting() {
        Map<String, String> config = new HashMap<>();
        config.put("connector.class", CountingConnector.class.getName());
        config.put("tasks.max", "1");
        config.put("key.converter", JSON);
        config.put("value.converter", JSON);
        config.put("topics.regex", topic());
        return config;
    }

    private static String topic() {
        return "bench[.][^.]+[.]" + ChildSettings.text("TABLE");
    }
}
