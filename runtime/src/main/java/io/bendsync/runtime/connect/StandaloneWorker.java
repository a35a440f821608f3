package io.bendsync.runtime.connect;

import io.bendsync.runtime.problem.BendsyncException;
import io.bendsync.runtime.worker.FailureCause;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.connect.cli.AbstractConnectCli;
import org.apache.kafka.connect.cli.ConnectStandalone;
import org.apache.kafka.connect.connector.policy.ConnectorClientConfigOverridePolicy;
import org.apache.kafka.connect.runtime.Connect;
import org.apache.kafka.connect.runtime.Herder;
import org.apache.kafka.connect.runtime.isolation.Plugins;
import org.apache.kafka.connect.runtime.rest.RestClient;
import org.apache.kafka.connect.runtime.rest.RestServer;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorInfo;
import org.apache.kafka.connect.runtime.standalone.StandaloneConfig;
import org.apache.kafka.connect.runtime.standalone.StandaloneHerder;
import org.apache.kafka.connect.util.FutureCallback;

/** Kafka's own standalone worker, with the aliases. */
public final class StandaloneWorker extends AbstractConnectCli<Herder, StandaloneConfig> {
    private final Wiring kafka = new Wiring();
    private StandaloneHerder own;

    /** Starts the worker and its connectors. */
    public Connect<Herder> start(Map<String, String> worker, List<Map<String, String>> connectors) {
        Connect<Herder> connect = startConnect(worker);
        try {
            for (Map<String, String> connector : connectors) {
                FutureCallback<Herder.Created<ConnectorInfo>> answer = new FutureCallback<>();
                connect.herder().putConnectorConfig(connector.get("name"), connector, false, answer);
                answer.get();
            }
            own.ready();
            return connect;
        } catch (ExecutionException e) {
            connect.stop();
            throw BendsyncException.badSetting(FailureCause.of(e.getCause()));
        } catch (InterruptedException e) {
            connect.stop();
            Thread.currentThread().interrupt();
            throw BendsyncException.failed("stopped during the start", e);
        }
    }

    @Override
    protected String usage() {
        return "connect-standalone";
    }

    @Override
    protected Herder createHerder(
            StandaloneConfig config,
            String workerId,
            Plugins plugins,
            ConnectorClientConfigOverridePolicy policy,
            RestServer restServer,
            RestClient restClient) {
        own = kafka.herder(config, workerId, plugins, policy, restServer, restClient);
        return AliasedHerder.around(own, new ConnectorAliases(plugins));
    }

    @Override
    protected StandaloneConfig createConfig(Map<String, String> properties) {
        return new StandaloneConfig(properties);
    }

    /** Opens up how Kafka puts a herder together. */
    private static final class Wiring extends ConnectStandalone {
        StandaloneHerder herder(
                StandaloneConfig config,
                String workerId,
                Plugins plugins,
                ConnectorClientConfigOverridePolicy policy,
                RestServer restServer,
                RestClient restClient) {
            return createHerder(config, workerId, plugins, policy, restServer, restClient);
        }
    }
}
