package io.bendsync.dashboard.figures;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many rows each sink connector of this process has been given, by topic. */
public final class SinkTopics {
    private static final String PATTERN = "kafka.consumer:type=consumer-fetch-manager-metrics,*";

    /** As Kafka Connect names the consumers of its sink tasks, unless a connector's configuration names them. */
    private static final Pattern CLIENT = Pattern.compile(".*connector-consumer-(.+)-\\d+");

    private static final String SEPARATOR = "\n";

    private final Beans beans;

    public SinkTopics(Beans beans) {
        this.beans = beans;
    }

    /** A counter per task and topic. */
    public List<Beans.Figure> counters() {
        List<Beans.Figure> figures = new ArrayList<>();
        Set<String> dotted = new HashSet<>();
        for (Beans.Figure figure : beans.read(PATTERN, "records-consumed-total")) {
            if (!figure.label("topic").isEmpty()
                    && !figure.labels().containsKey("partition")
                    && !connector(figure).isEmpty()) {
                figures.add(figure);
                if (figure.label("topic").contains(".")) {
                    dotted.add(figure.label("client-id")
                            + SEPARATOR
                            + figure.label("topic").replace('.', '_'));
                }
            }
        }
        // Kafka keeps a second bean for a topic with dots in its name, with underscores in their place (KIP-1109).
        figures.removeIf(figure -> dotted.contains(figure.label("client-id") + SEPARATOR + figure.label("topic")));
        return figures;
    }

    /** What one counter counts for: a sink connector's topic. */
    public static String group(Beans.Figure figure) {
        return group(connector(figure), figure.label("topic"));
    }

    /** The group of that connector's topic. */
    public static String group(String connector, String topic) {
        return connector + SEPARATOR + topic;
    }

    /** The connector whose task has that consumer, empty if it is no sink's. */
    public static String connector(Beans.Figure figure) {
        Matcher matcher = CLIENT.matcher(figure.label("client-id"));
        return matcher.matches() ? matcher.group(1) : "";
    }
}
