package io.bendsync.runtime.worker;

import io.bendsync.runtime.problem.BendsyncException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Connector;
import org.apache.kafka.connect.runtime.isolation.LoaderSwap;
import org.apache.kafka.connect.runtime.isolation.Plugins;

/**
 * Asks connectors about their configuration without a Kafka: so that a wrong password is told in two seconds, and before
 * anything starts. Kafka Connect asks the same question again when it gets the configuration.
 */
public final class ConnectorCheck {
    private final Plugins plugins;

    /** For these connectors. */
    public ConnectorCheck(ConnectorPlugins plugins) {
        this.plugins = plugins.found();
    }

    /**
     * All complaints about a configuration, servers and tables included.
     *
     * @param config with references to {@link PipelineSecrets}
     */
    public List<SettingError> validate(Map<String, String> config) {
        String name = config.get("connector.class");
        try {
            return validate(plugins.newConnector(name), config);
        } catch (RuntimeException e) {
            throw BendsyncException.failed(
                    "connector " + name + " cannot check its configuration: " + FailureCause.of(e), e);
        }
    }

    private List<SettingError> validate(Connector connector, Map<String, String> config) {
        // The connector finds its driver by the thread's class loader.
        try (LoaderSwap swap = plugins.withClassLoader(connector.getClass().getClassLoader())) {
            List<SettingError> errors = new ArrayList<>();
            for (ConfigValue value :
                    connector.validate(PipelineSecrets.resolve(config)).configValues()) {
                for (String message : value.errorMessages()) {
                    errors.add(new SettingError(value.name(), message));
                }
            }
            return errors;
        }
    }
}
