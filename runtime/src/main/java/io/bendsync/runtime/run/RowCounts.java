package io.bendsync.runtime.run;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** How many rows of each topic went to the sink since the start, from the counters of Kafka's consumers. */
final class RowCounts {
    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    private final String target;
    private final Predicate<String> topics;

    /**
     * Of a running pipeline.
     *
     * @param target the sink connector's name
     * @param topics which topics are the pipeline's
     */
    RowCounts(String target, Predicate<String> topics) {
        this.target = target;
        this.topics = topics;
    }

    /** Rows that the sink's tasks have been given, by topic. */
    Map<String, Long> given() {
        Map<String, Long> counts = new TreeMap<>();
        try {
            // One bean per task and topic; Kafka also keeps beans per partition, which lack the total.
            for (ObjectName name :
                    beans.queryNames(new ObjectName("kafka.consumer:type=consumer-fetch-manager-metrics,*"), null)) {
                String client = String.valueOf(name.getKeyProperty("client-id"));
                String topic = unquoted(name.getKeyProperty("topic"));
                if (name.getKeyProperty("partition") == null
                        && client.contains("connector-consumer-" + target + "-")
                        && topics.test(topic)) {
                    Number total = (Number) beans.getAttribute(name, "records-consumed-total");
                    counts.merge(topic, total.longValue(), Long::sum);
                }
            }
        } catch (JMException e) {
            return counts; // a task that is just starting or stopping
        }
        return counts;
    }

    private static String unquoted(String value) {
        if (value == null) {
            return "";
        }
        return value.startsWith("\"") ? ObjectName.unquote(value) : value;
    }
}
