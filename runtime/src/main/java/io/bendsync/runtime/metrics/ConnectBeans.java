package io.bendsync.runtime.metrics;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Kafka's and Kafka Connect's own figures in this process. */
final class ConnectBeans {
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

    /**
     * One figure of one bean.
     *
     * @param labels the bean's key properties, without quotes; type left out
     */
    record Value(Map<String, String> labels, Object value) {}

    /** An attribute of all beans that have it, such as {@code kafka.connect:type=task-error-metrics,*}. */
    List<Value> read(String pattern, String attribute) {
        List<Value> values = new ArrayList<>();
        try {
            for (ObjectName name : server.queryNames(new ObjectName(pattern), null)) {
                Object value = attribute(name, attribute);
                if (value != null) {
                    values.add(new Value(labels(name.getKeyPropertyList()), value));
                }
            }
        } catch (JMException e) {
            throw new IllegalStateException("no pattern of beans: " + pattern, e);
        }
        return values;
    }

    /** Null where the bean has no such attribute, or is gone since its task has just ended. */
    private Object attribute(ObjectName name, String attribute) {
        try {
            return server.getAttribute(name, attribute);
        } catch (JMException e) {
            return null;
        }
    }

    private static Map<String, String> labels(Hashtable<String, String> properties) {
        Map<String, String> labels = new TreeMap<>();
        properties.forEach((key, value) -> {
            if (!key.equals("type")) {
                labels.put(key, value.startsWith("\"") ? ObjectName.unquote(value) : value);
            }
        });
        return labels;
    }
}
