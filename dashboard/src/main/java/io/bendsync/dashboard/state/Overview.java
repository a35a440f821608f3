package io.bendsync.dashboard.state;

import java.util.List;

/**
 * All that the page shows, at one moment.
 *
 * @param time in milliseconds since 1970
 * @param pipeline the pipeline that this process runs, empty in other Connect clusters
 * @param resync what can be read again: {@code tables}, {@code pipeline} or {@code none}
 * @param stepSeconds how far the samples of the two rows of throughput are apart
 * @param read rows per second written to Kafka by sources, oldest first
 * @param written rows per second given to sinks
 */
public record Overview(
        long time,
        String version,
        String pipeline,
        String resync,
        List<ConnectorView> connectors,
        List<TableView> tables,
        List<Failure> failures,
        int stepSeconds,
        List<Double> read,
        List<Double> written) {}
