package io.bendsync.benchmarks.sink;

import io.bendsync.benchmarks.measure.BenchmarkException;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * How many rows a sink connector of this process has committed, by its own metrics: asking Databend again and again would
 * slow down what is measured.
 */
final class FlushedRows {

    private static final String ATTRIBUTE = "flush-rows-total";

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final String connector;

    FlushedRows(String connector) {
        this.connector = connector;
    }

    /** Zero while there is no task. */
    long count() {
        try {
            long rows = 0;
            for (ObjectName name : server.queryNames(new ObjectName("kafka.connect:type=plugins,*"), null)) {
                if (connector.equals(name.getKeyProperty("connector")) && hasCount(name)) {
                    rows += ((Number) server.getAttribute(name, ATTRIBUTE)).longValue();
                }
            }
            return rows;
        } catch (JMException e) {
            throw new BenchmarkException("cannot read the metrics of " + connector, e);
        }
    }

    private boolean hasCount(ObjectName name) throws JMException {
        for (var attribute : server.getMBeanInfo(name).getAttributes()) {
            if (attribute.getName().equals(ATTRIBUTE)) {
                return true;
            }
        }
        return false;
    }
}
