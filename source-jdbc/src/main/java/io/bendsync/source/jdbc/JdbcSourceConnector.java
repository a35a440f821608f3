package io.bendsync.source.jdbc;

import io.bendsync.source.jdbc.check.ServerCheck;
import io.bendsync.source.jdbc.config.ConfigProblems;
import io.bendsync.source.jdbc.config.Definitions;
import io.bendsync.source.jdbc.config.Keys;
import io.bendsync.source.jdbc.config.Mode;
import io.bendsync.source.jdbc.config.SourceConfig;
import io.bendsync.source.jdbc.config.TableLists;
import io.bendsync.source.jdbc.load.Load;
import io.bendsync.source.jdbc.offset.OffsetCheck;
import io.bendsync.source.jdbc.table.TableName;
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

/** Polls MySQL tables for new and changed rows. Shares the tables out among tasks, and watches for new ones. */
public final class JdbcSourceConnector extends SourceConnector {
    private static final String TASKS_MAX = "tasks.max";

    private Map<String, String> given = Map.of();
    private TableLoads loads;
    private TableMonitor monitor;

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
        monitor = new TableMonitor(config, loads, () -> context().requestTaskReconfiguration());
        monitor.start();
    }

    @Override
    public Class<? extends Task> taskClass() {
        return JdbcSourceTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        List<Load> underWay = loads.loads();
        int pieces = monitor.tables().size()
                + underWay.stream().mapToInt(load -> load.plan().chunks()).sum();
        int tasks = Math.max(1, Math.min(maxTasks, pieces));
        List<List<TableName>> shares = TableLists.shares(monitor.tables(), tasks);
        List<Map<String, String>> configs = new ArrayList<>();
        for (int number = 0; number < tasks; number++) {
            Map<String, String> task = new HashMap<>(given);
            task.put(Keys.TASK_SHARE, number + "/" + tasks);
            task.put(Keys.TASK_TABLES, TableLists.text(shares.get(number)));
            if (!underWay.isEmpty()) {
                task.put(Keys.TASK_LOADS, Load.text(underWay));
            }
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
