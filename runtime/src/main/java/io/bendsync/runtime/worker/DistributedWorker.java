package io.bendsync.runtime.worker;

import java.net.URI;
import java.util.Map;
import org.apache.kafka.connect.cli.ConnectDistributed;
import org.apache.kafka.connect.connector.policy.AllowlistConnectorClientConfigOverridePolicy;
import org.apache.kafka.connect.runtime.Connect;
import org.apache.kafka.connect.runtime.distributed.DistributedConfig;
import org.apache.kafka.connect.runtime.distributed.DistributedHerder;
import org.apache.kafka.connect.runtime.isolation.Plugins;
import org.apache.kafka.connect.runtime.rest.ConnectRestServer;
import org.apache.kafka.connect.runtime.rest.RestClient;

/**
 * Kafka Connect's own distributed worker, put together as {@link ConnectDistributed} does it (its {@code startConnect}),
 * but on plugins that are there already, and with failures thrown in place of ending the process.
 */
final class DistributedWorker extends ConnectDistributed {
    /** Starts it; one that cannot start is stopped again. */
    Connect<DistributedHerder> start(Map<String, String> properties, Plugins plugins) {
        plugins.compareAndSwapWithDelegatingLoader();
        DistributedConfig config = createConfig(properties);
        RestClient client = new RestClient(config);
        ConnectRestServer rest = new ConnectRestServer(config.rebalanceTimeout(), client, config.originals());
        rest.initializeServer();
        URI address = rest.advertisedUrl();
        // What WorkerSettings asks for by its short name.
        AllowlistConnectorClientConfigOverridePolicy overrides = new AllowlistConnectorClientConfigOverridePolicy();
        overrides.configure(config.originals());
        DistributedHerder herder =
                createHerder(config, address.getHost() + ":" + address.getPort(), plugins, overrides, rest, client);
        Connect<DistributedHerder> connect = new Connect<>(herder, rest);
        try {
            connect.start();
        } catch (RuntimeException e) {
            connect.stop();
            throw e;
        }
        return connect;
    }
}
