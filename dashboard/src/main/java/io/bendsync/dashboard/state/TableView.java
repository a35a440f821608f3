package io.bendsync.dashboard.state;

import java.util.List;

/**
 * A table, or a topic where no pipeline says which table it is.
 *
 * @param connector the sink that writes it
 * @param sourceRows rows in MySQL; null where unknown
 * @param sourceExact whether they were counted and not estimated
 * @param targetRows rows in Databend; null where unknown
 * @param lagRows rows in Kafka that are not in Databend yet; null where unknown
 * @param lagSeconds how long the oldest of them has waited; null where unknown
 * @param rowsPerSecond now
 * @param history rows per second over the last minutes, oldest first
 */
public record TableView(
        String table,
        String topic,
        String connector,
        Long sourceRows,
        boolean sourceExact,
        Long targetRows,
        Long lagRows,
        Double lagSeconds,
        double rowsPerSecond,
        List<Double> history) {}
