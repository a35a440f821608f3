package io.bendsync.source.cdc.stream;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Debezium's binlog client, as far as its metrics show it. There is no other way to it from outside, and it has to be
 * watched: when the server closes the connection, the client ends its reading without a word.
 *
 * @param topicPrefix by which Debezium names its metrics
 */
public record BinlogClient(String topicPrefix) {

    /** Whether it has a connection to the server now. */
    public boolean isConnected() {
        return isTrue("streaming", "Connected");
    }

    /** Whether Debezium is still at the first load, and so has not come to the binlog yet. */
    public boolean isLoading() {
        return isTrue("snapshot", "SnapshotRunning");
    }

    /** The tables whose structure it knows, by {@code database.table}; empty while it does not say. */
    public Set<String> knownTables() {
        return attribute("streaming", "CapturedTables", String[].class)
                .map(Set::of)
                .orElse(Set.of());
    }

    private boolean isTrue(String context, String attribute) {
        return attribute(context, attribute, Boolean.class).orElse(false);
    }

    private <T> Optional<T> attribute(String context, String attribute, Class<T> type) {
        MBeanServer metrics = ManagementFactory.getPlatformMBeanServer();
        try {
            ObjectName pattern = new ObjectName(
                    "debezium.mysql:type=connector-metrics,context=" + context + ",server=" + topicPrefix + ",*");
            for (ObjectName name : metrics.queryNames(pattern, null)) {
                Object value = metrics.getAttribute(name, attribute);
                if (type.isInstance(value)) {
                    return Optional.of(type.cast(value));
                }
            }
            return Optional.empty();
        } catch (JMException e) {
            // The metrics come and go with Debezium's task; without them nothing is known, and so nothing is there.
            return Optional.empty();
        }
    }
}
