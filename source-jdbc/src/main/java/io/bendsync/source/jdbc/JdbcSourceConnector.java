package io.bendsync.source.jdbc;

import io.bendsync.source.jdbc.check.ServerCheck;
import io.bendsync.source.jdbc.config.ConfigProblems;
import io.bendsync.source.jdbc.config.Definitions;
import io.bendsync.source.jdbc.config.Keys;
import io.bendsync.source.jdbc.config.Mode;
import io.bendsync.source.jdbc.config.SourceConfig;
import io.bendsync.source.jdbc.offset.OffsetCheck;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;

/**
 * Polls MySQL tables for new and changed rows. Shares the tables out among tasks, plans the first loads of big ones, and
 * asks for other task configurations only when more tasks are of use: what tables there are the tasks see by themselves.
 */
public final class JdbcSourceConnector extends SourceConnector {
    private static final String TASKS_MAX = "tasks.max";

    private Map<String, String> given = Map.of();
    private TableLoads loads;
    private TableMonitor monitor;
    private volatile int tasks;

    @Override
    public String version() {
        return BuildVersion.get();
    }

    @Override
    public ConfigDef config() {
        return Definitions.all();
    }

    @Override
    public Config validate(Map<String, String> given) {
        Config config = new ConfigProblems(given).check();
        boolean sound = config.configValues().stream()
                .allMatch(value -> value.errorMessages().isEmpty());
        if (sound) {
            for (ServerCheck.Problem problem : new ServerCheck(new SourceConfig(given)).problems()) {
                for (ConfigValue value : config.configValues()) {
                    if (value.name().equals(problem.key())) {
                        value.addErrorMessage(problem.message());
                    }
                }
            }
        }
        return config;
    }

    @Override
    public void start(Map<String, String> props) {
        given = Map.copyOf(props);
        SourceConfig config = Soundness.config(props);
        int maxTasks = Integer.parseInt(props.getOrDefault(TASKS_MAX, "1"));
        loads = new TableLoads(config, context().offsetStorageReader(), maxTasks);
        monitor = new TableMonitor(
                config,
                loads,
                tables -> tables > tasks && tasks < maxTasks,
                () -> context().requestTaskReconfiguration());
        monitor.start();
    }

    @Override
    public Class<? extends Task> taskClass() {
        return JdbcSourceTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        List<TaskShare> shares = TaskShare.all(monitor.tables(), loads.loads(), maxTasks);
        tasks = shares.size();
        List<Map<String, String>> configs = new ArrayList<>();
        for (TaskShare share : shares) {
            Map<String, String> task = new HashMap<>(given);
            task.putAll(share.config());
            configs.add(task);
        }
        return configs;
    }

    @Override
    public void stop() {
        if (monitor != null) {
            monitor.close();
        }
    }

    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> props) {
        // A bulk pass has no position: what was sent before a restart is sent again.
        return Mode.BULK.text().equals(props.get(Keys.MODE))
                ? ExactlyOnceSupport.UNSUPPORTED
                : ExactlyOnceSupport.SUPPORTED;
    }

    @Override
    public boolean alterOffsets(Map<String, String> props, Map<Map<String, ?>, Map<String, ?>> offsets) {
        OffsetCheck.check(offsets);
        return true;
    }
}
