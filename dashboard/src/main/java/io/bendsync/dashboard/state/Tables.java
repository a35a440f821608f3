package io.bendsync.dashboard.state;

import io.bendsync.dashboard.figures.Beans;
import io.bendsync.dashboard.figures.SinkTopics;
import io.bendsync.dashboard.figures.Throughput;
import io.bendsync.dashboard.host.HostedPipeline;
import io.bendsync.dashboard.kafka.Waiting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Puts together what is known of each table: from the pipeline, from Kafka and from this process's counters. */
final class Tables {
    private static final int HISTORY = 60;
    private static final int NOW = 3;

    private final Throughput written;
    private final List<Beans.Figure> counters;
    private final Map<String, Map<String, Waiting>> waiting;

    /**
     * For one look.
     *
     * @param counters what sinks of this process have been given
     * @param waiting by sink and topic
     */
    Tables(Throughput written, List<Beans.Figure> counters, Map<String, Map<String, Waiting>> waiting) {
        this.written = written;
        this.counters = counters;
        this.waiting = waiting;
    }

    /** The hosted pipeline's tables in its own order, then all topics that sinks read, by name. */
    List<TableView> views(List<Cluster.Found> connectors, Optional<HostedPipeline> hosted) {
        List<TableView> views = new ArrayList<>();
        Set<String> told = new HashSet<>();
        hosted.ifPresent(pipeline -> {
            String sink = pipeline.targetConnector();
            for (HostedPipeline.TableRows rows : pipeline.tables()) {
                told.add(SinkTopics.group(sink, rows.topic()));
                views.add(view(sink, rows));
            }
        });
        for (Cluster.Found found : connectors) {
            if (found.isSink()) {
                for (String topic : topics(found.name())) {
                    if (told.add(SinkTopics.group(found.name(), topic))) {
                        views.add(view(found.name(), new HostedPipeline.TableRows(topic, topic, null, false, null)));
                    }
                }
            }
        }
        return views;
    }

    private Set<String> topics(String connector) {
        Set<String> topics =
                new TreeSet<>(waiting.getOrDefault(connector, Map.of()).keySet());
        counters.stream()
                .filter(figure -> SinkTopics.connector(figure).equals(connector))
                .forEach(figure -> topics.add(figure.label("topic")));
        return topics;
    }

    private TableView view(String connector, HostedPipeline.TableRows rows) {
        String group = SinkTopics.group(connector, rows.topic());
        Waiting lag = waiting.getOrDefault(connector, Map.of()).get(rows.topic());
        return new TableView(
                rows.table(),
                rows.topic(),
                connector,
                rows.sourceRows(),
                rows.sourceExact(),
                rows.targetRows(),
                lag == null ? null : lag.rows(),
                lag == null ? null : lag.seconds(),
                written.now(group, NOW),
                written.of(group, HISTORY));
    }
}
