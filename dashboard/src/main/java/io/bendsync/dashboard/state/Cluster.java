package io.bendsync.dashboard.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.connect.health.ConnectClusterState;
import org.apache.kafka.connect.health.ConnectorHealth;
import org.apache.kafka.connect.health.ConnectorState;
import org.apache.kafka.connect.health.TaskState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connectors of the whole cluster, as Kafka Connect tells them. */
final class Cluster {
    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);

    private final ConnectClusterState state;
    private final Failures failures;

    /**
     * A connector as it was found.
     *
     * @param config never to be shown: it may hold passwords
     */
    record Found(
            String name,
            String type,
            String state,
            String worker,
            List<ConnectorView.TaskView> tasks,
            Map<String, String> config) {
        String setting(String key) {
            return config.getOrDefault(key, "");
        }

        /** Whether it is bendsync's, and the pipeline's where there is one. */
        boolean isOf(Optional<String> pipeline) {
            return setting("connector.class").startsWith("io.bendsync.")
                    && pipeline.map(own -> name.equals(own + "-source") || name.equals(own + "-target"))
                            .orElse(true);
        }

        boolean isSink() {
            return type.equals("sink");
        }
    }

    Cluster(ConnectClusterState state, Failures failures) {
        this.state = state;
        this.failures = failures;
    }

    /** Looks at all connectors, and at what has failed. */
    List<Found> read() {
        List<Found> found = new ArrayList<>();
        List<Failure> failed = new ArrayList<>();
        for (String name : state.connectors().stream().sorted().toList()) {
            try {
                found.add(look(name, failed));
            } catch (RuntimeException e) { // removed meanwhile, or not started yet
                LOG.debug("connector {} has no state", name, e);
            }
        }
        failures.see(failed);
        return found;
    }

    private Found look(String name, List<Failure> failed) {
        ConnectorHealth health = state.connectorHealth(name);
        ConnectorState connector = health.connectorState();
        addFailure(name, name, connector.traceMessage(), failed);
        List<ConnectorView.TaskView> tasks = new ArrayList<>();
        for (TaskState task : new TreeMap<>(health.tasksState()).values()) {
            tasks.add(new ConnectorView.TaskView(task.taskId(), task.state(), task.workerId()));
            addFailure(name, name + ", task " + task.taskId(), task.traceMessage(), failed);
        }
        String type = health.type().toString().toLowerCase(Locale.ROOT);
        return new Found(name, type, connector.state(), connector.workerId(), tasks, state.connectorConfig(name));
    }

    private static void addFailure(String connector, String part, String trace, List<Failure> failed) {
        if (trace != null && !trace.isBlank()) {
            failed.add(new Failure(connector, part, Cause.of(trace), trace, System.currentTimeMillis(), true));
        }
    }
}
