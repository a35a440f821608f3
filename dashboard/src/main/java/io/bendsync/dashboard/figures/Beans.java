package io.bendsync.dashboard.figures;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** The figures that Kafka, Kafka Connect and Debezium keep in this process. */
public final class Beans {
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

    /**
     * One figure of one bean.
     *
     * @param name the whole name of the bean, which tells counters apart
     * @param labels the bean's key properties, without quotes
     */
    public record Figure(String name, Map<String, String> labels, double value) {
        /** A key property, empty where the bean has none of that name. */
        public String label(String key) {
            return labels.getOrDefault(key, "");
        }
    }

    /** An attribute of all beans that have it as a finite number, such as {@code kafka.connect:type=task-error-metrics,*}. */
    public List<Figure> read(String pattern, String attribute) {
        List<Figure> figures = new ArrayList<>();
        try {
            for (ObjectName name : server.queryNames(new ObjectName(pattern), null)) {
                if (attribute(name, attribute) instanceof Number number && Double.isFinite(number.doubleValue())) {
                    figures.add(new Figure(name.getCanonicalName(), labels(name), number.doubleValue()));
                }
            }
        } catch (JMException e) {
            throw new IllegalStateException("no pattern of beans: " + pattern, e);
        }
        return figures;
    }

    /** Null where the bean has no such attribute, or is gone since its task has just ended. */
    private Object attribute(ObjectName name, String attribute) {
        try {
            return server.getAttribute(name, attribute);
        } catch (JMException e) {
            return null;
        }
    }

    private static Map<String, String> labels(ObjectName name) {
        Map<String, String> labels = new TreeMap<>();
        name.getKeyPropertyList()
                .forEach((key, value) -> labels.put(key, value.startsWith("\"") ? ObjectName.unquote(value) : value));
        return labels;
    }
}
