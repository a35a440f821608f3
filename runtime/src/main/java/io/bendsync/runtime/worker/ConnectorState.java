package io.bendsync.runtime.worker;

import java.util.List;

/**
 * How a connector stands.
 *
 * @param running the connector and at least one task run, and nothing failed
 * @param failures one text per failed part: Kafka Connect's trace, for {@link FailureCause} to read
 */
public record ConnectorState(boolean running, List<String> failures) {
    /** Not known to the worker (yet). */
    public static final ConnectorState ABSENT = new ConnectorState(false, List.of());

    public ConnectorState {
        failures = List.copyOf(failures);
    }
}
