package io.bendsync.runtime.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Optional;

/** Whose figures are shown, and by which labels. */
interface MetricsScope {

    /** What every figure has. */
    Labels common();

    /** A connector's labels; empty where its figures are not shown. */
    Optional<Labels> ofConnector(String connector);

    /** The labels of what a sink connector has of a topic; empty where its figures are not shown. */
    Optional<Labels> ofTopic(String connector, String topic);
}
