package io.bendsync.runtime.metrics;

import io.bendsync.runtime.pipeline.ConnectorConfigs;
import io.bendsync.runtime.pipeline.Pipeline;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Optional;

/** A pipeline's two connectors, and its tables for topics. */
final class PipelineScope implements MetricsScope {
    private final Labels pipeline;
    private final ConnectorConfigs configs;

    PipelineScope(Pipeline pipeline) {
        this.pipeline = Labels.of("pipeline", pipeline.name());
        this.configs = new ConnectorConfigs(pipeline);
    }

    @Override
    public Labels common() {
        return pipeline;
    }

    @Override
    public Optional<Labels> ofConnector(String connector) {
        return connector.equals(configs.sourceName()) || connector.equals(configs.targetName())
                ? Optional.of(pipeline.merge(Labels.of("connector", connector)))
                : Optional.empty();
    }

    @Override
    public Optional<Labels> ofTopic(String connector, String topic) {
        return connector.equals(configs.targetName()) && configs.isTopic(topic)
                ? Optional.of(pipeline.merge(Labels.of("table", configs.tableOf(topic))))
                : Optional.empty();
    }
}
