package io.bendsync.source.cdc;

import io.bendsync.source.cdc.config.CdcKeys;
import io.debezium.connector.mysql.MySqlConnector;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.ConnectorTransactionBoundaries;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;

/**
 * Reads MySQL's binlog by Debezium's MySQL connector: every insert, update, delete, truncate and schema change, in
 * order. It speaks the same words as the polling source, takes every Debezium key under its own name too, and chooses
 * defaults that lose nothing.
 */
public final class MySqlCdcSourceConnector extends SourceConnector {

    private final MySqlConnector debezium = new MySqlConnector();
    private Map<String, String> config = Map.of();

    /** Ours and Debezium's, such as {@code 1.0.0+debezium.3.6.1.Final}. */
    @Override
    public String version() {
        return Version.ofThisBuild().toString();
    }

    @Override
    public Class<? extends Task> taskClass() {
        return MySqlCdcSourceTask.class;
    }

    /** Our keys and all of Debezium's. */
    @Override
    public ConfigDef config() {
        ConfigDef all = CdcKeys.definition();
        debezium.config().configKeys().values().forEach(all::define);
        return all;
    }

    /** All that is wrong, at once and at the user's own keys; asks the server only when the words are right. */
    @Override
    public Config validate(Map<String, String> config) {
        return new Validation(config).result();
    }

    @Override
    public void start(Map<String, String> props) {
        config = Map.copyOf(props);
    }

    /** Always one task: a binlog is one stream. */
    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return List.of(config);
    }

    @Override
    public void stop() {
        // The task holds all that there is to close.
    }

    /** A position in the binlog names one change, so a restart can go on exactly behind the last one. */
    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> connectorConfig) {
        return ExactlyOnceSupport.SUPPORTED;
    }

    /** Batches do not end where MySQL's transactions do. */
    @Override
    public ConnectorTransactionBoundaries canDefineTransactionBoundaries(Map<String, String> connectorConfig) {
        return ConnectorTransactionBoundaries.UNSUPPORTED;
    }

    @Override
    public boolean alterOffsets(Map<String, String> connectorConfig, Map<Map<String, ?>, Map<String, ?>> offsets) {
        offsets.forEach(BinlogOffset::requireUsable);
        return true;
    }
}
