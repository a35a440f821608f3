package io.bendsync.source.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.junit.jupiter.api.Test;

class MySqlCdcSourceConnectorTest {

    private final MySqlCdcSourceConnector connector = new MySqlCdcSourceConnector();

    @Test
    void connectFindsItAsAService() {
        assertThat(ServiceLoader.load(SourceConnector.class)).hasAtLeastOneElementOfType(MySqlCdcSourceConnector.class);
    }

    @Test
    void versionNamesBothOfUs() {
        assertThat(connector.version()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\+debezium\\.3\\.6\\.1\\.Final");
        assertThat(new MySqlCdcSourceTask().version()).isEqualTo(connector.version());
    }

    @Test
    void ourKeysAndAllOfDebeziumsAreDefined() {
        assertThat(connector.config().names())
                .contains("connection.url", "connection.user", "connection.password", "capture")
                .contains("database.hostname", "table.include.list", "topic.prefix", "snapshot.mode");
        assertThat(connector.config().configKeys().get("connection.password").type)
                .isEqualTo(ConfigDef.Type.PASSWORD);
    }

    @Test
    void allErrorsComeAtOnceAtTheUsersKeys() {
        Map<String, String> config = new HashMap<>();
        config.put("connection.url", "jdbc:mysql://127.0.0.1:1/shop?allowMultiQueries=true");
        config.put("connection.attempts", "many");
        config.put("connection.password", "hunter2");
        config.put("capture", "deletes");
        config.put("snapshot.mode", "sometimes");

        Map<String, List<String>> errors = errors(connector.validate(config));

        assertThat(errors.keySet())
                .containsExactlyInAnyOrder(
                        "connection.url",
                        "connection.user",
                        "connection.attempts",
                        "capture",
                        "snapshot.mode",
                        "topic.prefix",
                        "schema.history.internal.kafka.bootstrap.servers");
        assertThat(errors.values()).allSatisfy(messages -> assertThat(messages).hasSize(1));
        assertThat(errors.toString()).doesNotContain("hunter2");
    }

    @Test
    void noPasswordIsShownInClear() {
        Map<String, String> config = new HashMap<>();
        config.put("connection.password", "hunter2");
        config.put("database.ssl.keystore.password", "hunter2");

        assertThat(connector.validate(config).configValues())
                .filteredOn(value -> String.valueOf(value.value()).contains("hunter2"))
                .isEmpty();
        assertThat(connector.validate(config).configValues())
                .filteredOn(value -> value.name().equals("connection.password"))
                .singleElement()
                .satisfies(value -> assertThat(value.value()).isEqualTo(new Password("hunter2")));
    }

    @Test
    void oneTaskWhateverIsAskedFor() {
        connector.start(Map.of("name", "shop", "tasks.max", "8"));

        assertThat(connector.taskConfigs(8)).containsExactly(Map.of("name", "shop", "tasks.max", "8"));
    }

    @Test
    void exactlyOnceIsSupported() {
        assertThat(connector.exactlyOnceSupport(Map.of())).isEqualTo(ExactlyOnceSupport.SUPPORTED);
    }

    @Test
    void offsetsMayBeResetOrSetToAWholePosition() {
        Map<String, Object> partition = Map.of("server", "shop");
        Map<Map<String, ?>, Map<String, ?>> reset = new HashMap<>();
        reset.put(partition, null);

        assertThat(connector.alterOffsets(Map.of(), reset)).isTrue();
        assertThat(connector.alterOffsets(Map.of(), Map.of(partition, Map.of("file", "binlog.000003", "pos", 4))))
                .isTrue();
    }

    @Test
    void offsetFromWhichNothingCanGoOnIsRefused() {
        Map<String, Object> partition = Map.of("server", "shop");

        assertThatThrownBy(() -> connector.alterOffsets(Map.of(), Map.of(partition, Map.of("pos", 4))))
                .hasMessageContaining("'file'");
        assertThatThrownBy(() -> connector.alterOffsets(Map.of(), Map.of(partition, Map.of("file", "b", "pos", -1))))
                .hasMessageContaining("'pos'");
        assertThatThrownBy(() -> connector.alterOffsets(Map.of(), Map.of(Map.of("table", "x"), Map.of("file", "b"))))
                .hasMessageContaining("topic.prefix");
    }

    @Test
    void taskRefusesWhatValidationRefuses() {
        MySqlCdcSourceTask task = new MySqlCdcSourceTask();

        assertThatThrownBy(() -> task.start(Map.of("capture", "deletes")))
                .isInstanceOf(CdcSourceException.class)
                .hasMessageContaining("capture=deletes is not set here")
                .hasMessageContaining("connection.url is missing");
        task.stop();
    }

    private static Map<String, List<String>> errors(Config config) {
        Map<String, List<String>> errors = new HashMap<>();
        for (ConfigValue value : config.configValues()) {
            if (!value.errorMessages().isEmpty()) {
                errors.put(value.name(), value.errorMessages());
            }
        }
        return errors;
    }
}
