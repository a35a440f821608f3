package io.bendsync.source.cdc.stream;

import java.lang.management.ManagementFactory;
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

    private boolean isTrue(String context, String attribute) {
        MBeanServer metrics = ManagementFactory.getPlatformMBeanServer();
        try {
            ObjectName pattern = new ObjectName(
                    "debezium.mysql:type=connector-metrics,context=" + context + ",server=" + topicPrefix + ",*");
            for (ObjectName name : metrics.queryNames(pattern, null)) {
                if (Boolean.TRUE.equals(metrics.getAttribute(name, attribute))) {
                    return true;
                }
            }
            return false;
        } catch (JMException e) {
            // The metrics come and go with Debezium's task; without them nothing is known, and so nothing is there.
            return false;
        }
    }
}
