package io.bendsync.runtime.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Optional;

/** All connectors of a worker, which knows topics and no tables. */
final class WorkerScope implements MetricsScope {

    @Override
    public Labels common() {
        return Labels.EMPTY;
    }

    @Override
    public Optional<Labels> ofConnector(String connector) {
        return connector.isEmpty() ? Optional.empty() : Optional.of(Labels.of("connector", connector));
    }

    @Override
    public Optional<Labels> ofTopic(String connector, String topic) {
        return Optional.of(Labels.of("connector", connector, "topic", topic));
    }
}
