package io.bendsync.source.cdc.stream;

import java.util.Map;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.source.TransactionContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/**
 * Connect's context with other offsets.
 *
 * @param connect Connect's own
 * @param offsets what is read in place of Connect's
 */
public record TaskContext(SourceTaskContext connect, PolledOffsets offsets) implements SourceTaskContext {

    @Override
    public Map<String, String> configs() {
        return connect.configs();
    }

    @Override
    public OffsetStorageReader offsetStorageReader() {
        return offsets;
    }

    @Override
    public TransactionContext transactionContext() {
        return connect.transactionContext();
    }

    @Override
    public PluginMetrics pluginMetrics() {
        return connect.pluginMetrics();
    }
}
