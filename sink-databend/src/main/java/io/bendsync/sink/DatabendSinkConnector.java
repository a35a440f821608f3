package io.bendsync.sink;

import io.bendsync.sink.commit.Ledger;
import io.bendsync.sink.config.Settings;
import io.bendsync.sink.config.SinkSettings;
import io.bendsync.sink.databend.DatabendException;
import io.bendsync.sink.databend.Endpoint;
import io.bendsync.sink.databend.Session;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkConnector;

/** Writes Kafka topics into Databend tables: the connector that Kafka Connect sees. */
public final class DatabendSinkConnector extends SinkConnector {
    private Map<String, String> properties = Map.of();

    @Override
    public String version() {
        return Version.get();
    }

    @Override
    public ConfigDef config() {
        return Settings.definition();
    }

    @Override
    public Class<? extends Task> taskClass() {
        return DatabendSinkTask.class;
    }

    @Override
    public void start(Map<String, String> props) {
        this.properties = Map.copyOf(props);
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return Stream.generate(() -> properties).limit(maxTasks).toList();
    }

    @Override
    public void stop() {
        // The tasks hold all there is.
    }

    /**
     * Reports every problem at once: first those of the configuration by itself, then, if where to connect is clear,
     * those that the server shows. Takes a few seconds at most.
     */
    @Override
    public Config validate(Map<String, String> props) {
        Config config = super.validate(props);
        Map<String, ConfigValue> byName = new HashMap<>();
        config.configValues().forEach(value -> byName.put(value.name(), value));
        ConfigProblems.find(props, (key, problem) -> byName.get(key).addErrorMessage(problem));
        if (config.configValues().stream()
                .noneMatch(value -> !value.errorMessages().isEmpty())) {
            SinkSettings settings = Settings.read(props);
            new ServerProblems(settings, (key, problem) -> byName.get(key).addErrorMessage(problem))
                    .find(topics(props));
        }
        return config;
    }

    /**
     * Sets or forgets, in Databend, how far partitions have come, when a person does so for the connector by Kafka
     * Connect's REST interface; without that the sink would go on where Databend stands, whatever Kafka says.
     */
    @Override
    public boolean alterOffsets(Map<String, String> props, Map<TopicPartition, Long> offsets) {
        SinkSettings settings = settings(props);
        if (!settings.exactlyOnce()) {
            return true;
        }
        try (Endpoint endpoint =
                Connections.endpoint(settings.connection(), Duration.ofSeconds(10), Duration.ofSeconds(60))) {
            Session session = new Session(endpoint, settings.connection().database(), settings.sessionSettings());
            Ledger ledger = new Ledger(
                    settings.ledgerDatabase(),
                    settings.connectorName(),
                    settings.schema().create());
            if (offsets.isEmpty()) {
                // All are to be forgotten, and Kafka has none: the topics were deleted, say, and only Databend
                // remembers.
                ledger.resetAll(session);
            }
            for (Map.Entry<TopicPartition, Long> offset : offsets.entrySet()) {
                TopicPartition partition = offset.getKey();
                ledger.reset(session, partition.topic(), partition.partition(), Optional.ofNullable(offset.getValue()));
            }
            return true;
        } catch (DatabendException e) {
            throw new ConnectException("Cannot change the offsets in Databend: " + e.getMessage(), e);
        }
    }

    private static List<String> topics(Map<String, String> props) {
        return Stream.of(props.getOrDefault("topics", "").split(",", -1))
                .map(String::strip)
                .filter(topic -> !topic.isEmpty())
                .toList();
    }

    /** The settings of a task; all that is wrong with them in one message. */
    static SinkSettings settings(Map<String, String> props) {
        StringBuilder problems = new StringBuilder();
        Settings.definition()
                .validate(props)
                .forEach(value -> value.errorMessages()
                        .forEach(m -> problems.append(' ').append(m).append('.')));
        ConfigProblems.find(
                props,
                (key, problem) -> problems.append(' ')
                        .append(key)
                        .append(": ")
                        .append(problem)
                        .append('.'));
        if (!problems.isEmpty()) {
            throw new ConfigException("The sink's configuration is not valid:" + problems);
        }
        return Settings.read(props);
    }
}
