package io.bendsync.runtime.run;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** How many rows went through since the start, from Kafka Connect's own counters. */
final class RowCounts {
    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    private final String source;
    private final String target;

    RowCounts(String source, String target) {
        this.source = source;
        this.target = target;
    }

    /** Rows that the source's tasks have written to Kafka. */
    long read() {
        return sum("source-task-metrics", source, "source-record-write-total");
    }

    /** Rows that the sink's tasks have been given. */
    long given() {
        return sum("sink-task-metrics", target, "sink-record-send-total");
    }

    private long sum(String type, String connector, String attribute) {
        try {
            double sum = 0;
            for (ObjectName name : beans.queryNames(
                    new ObjectName("kafka.connect:type=" + type + ",connector=" + connector + ",*"), null)) {
                sum += ((Number) beans.getAttribute(name, attribute)).doubleValue();
            }
            return (long) sum;
        } catch (JMException e) {
            return 0; // a task that is just starting or stopping
        }
    }
}
