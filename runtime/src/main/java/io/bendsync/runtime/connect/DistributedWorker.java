package io.bendsync.runtime.connect;

import java.util.Map;
import org.apache.kafka.connect.cli.AbstractConnectCli;
import org.apache.kafka.connect.cli.ConnectDistributed;
import org.apache.kafka.connect.connector.policy.ConnectorClientConfigOverridePolicy;
import org.apache.kafka.connect.runtime.Connect;
import org.apache.kafka.connect.runtime.Herder;
import org.apache.kafka.connect.runtime.distributed.DistributedConfig;
import org.apache.kafka.connect.runtime.distributed.DistributedHerder;
import org.apache.kafka.connect.runtime.isolation.Plugins;
import org.apache.kafka.connect.runtime.rest.RestClient;
import org.apache.kafka.connect.runtime.rest.RestServer;

/** Kafka's own distributed worker, with the aliases; connectors come over its REST interface. */
public final class DistributedWorker extends AbstractConnectCli<Herder, DistributedConfig> {
    private final Wiring kafka = new Wiring();

    /** Starts the worker. */
    public Connect<Herder> start(Map<String, String> worker) {
        return startConnect(worker);
    }

    @Override
    protected String usage() {
        return "connect-distributed";
    }

    @Override
    protected Herder createHerder(
            DistributedConfig config,
            String workerId,
            Plugins plugins,
            ConnectorClientConfigOverridePolicy policy,
            RestServer restServer,
            RestClient restClient) {
        return AliasedHerder.around(
                kafka.herder(config, workerId, plugins, policy, restServer, restClient), new ConnectorAliases(plugins));
    }

    @Override
    protected DistributedConfig createConfig(Map<String, String> properties) {
        return new DistributedConfig(properties);
    }

    /** Opens up how Kafka puts a herder together. */
    private static final class Wiring extends ConnectDistributed {
        DistributedHerder herder(
                DistributedConfig config,
                String workerId,
                Plugins plugins,
                ConnectorClientConfigOverridePolicy policy,
                RestServer restServer,
                RestClient restClient) {
            return createHerder(config, workerId, plugins, policy, restServer, restClient);
        }
    }
}
