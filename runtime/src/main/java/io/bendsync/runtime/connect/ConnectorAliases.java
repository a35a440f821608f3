package io.bendsync.runtime.connect;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.runtime.isolation.Plugins;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets configurations written for the connectors that ours stand in for run unchanged. Where the connector that a
 * configuration names is installed, it is used.
 */
final class ConnectorAliases {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectorAliases.class);
    private static final String CLASS = "connector.class";

    private static final Map<String, String> OURS = Map.of(
            "io.confluent.connect.jdbc.JdbcSourceConnector", "io.bendsync.source.jdbc.JdbcSourceConnector",
            "io.aiven.connect.jdbc.JdbcSourceConnector", "io.bendsync.source.jdbc.JdbcSourceConnector",
            "com.databend.kafka.connect.DatabendSinkConnector", "io.bendsync.sink.DatabendSinkConnector");

    private final Plugins plugins;

    ConnectorAliases(Plugins plugins) {
        this.plugins = plugins;
    }

    /** The configuration to use in the given one's place; the same one where there is nothing to replace. */
    Map<String, String> apply(Map<String, String> config) {
        String named = config.get(CLASS);
        String ours = named == null ? null : OURS.get(named);
        if (ours == null || isInstalled(named)) {
            return config;
        }
        LOG.info("connector {}: {} is not installed, {} takes its place", config.get("name"), named, ours);
        Map<String, String> changed = new HashMap<>(config);
        changed.put(CLASS, ours);
        return changed;
    }

    private boolean isInstalled(String className) {
        return Stream.concat(plugins.sourceConnectors().stream(), plugins.sinkConnectors().stream())
                .anyMatch(plugin -> plugin.className().equals(className));
    }
}
