package io.bendsync.source.jdbc;

import io.bendsync.source.jdbc.config.Keys;
import io.bendsync.source.jdbc.config.TableLists;
import io.bendsync.source.jdbc.load.Load;
import io.bendsync.source.jdbc.poll.Piece;
import io.bendsync.source.jdbc.table.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A task's share of the work. The tables that the connector knew are dealt out evenly; of a table that is new since, each
 * task can tell by itself whose it is: the one's whose number makes the largest hash with its name.
 *
 * @param number which task it is, from 0
 * @param tasks how many there are; 0 when that was not said
 * @param tables its tables, among those the connector knew
 * @param known marks of all tables the connector knew, see {@link TableMarks}
 * @param loads the first loads under way, of all tasks
 */
record TaskShare(int number, int tasks, List<TableName> tables, Set<Long> known, List<Load> loads) {
    /** Longer lists of tables are left out where the task can do without; a configuration must fit into 1 MB. */
    private static final int MOST_TEXT = 500_000;

    /** The shares of all tasks. */
    static List<TaskShare> all(List<TableName> tables, List<Load> loads, int maxTasks) {
        int pieces = tables.size()
                + loads.stream().mapToInt(load -> load.plan().chunks()).sum();
        int tasks = Math.max(1, Math.min(maxTasks, pieces));
        Set<Long> known = tasks == 1 ? Set.of() : TableMarks.of(tables);
        List<TaskShare> shares = new ArrayList<>();
        for (List<TableName> share : TableLists.shares(tables, tasks)) {
            shares.add(new TaskShare(shares.size(), tasks, share, known, loads));
        }
        return shares;
    }

    static TaskShare of(Map<String, String> config) {
        // Without a share, as an earlier version handed them over, it has its tables and no others.
        String[] share = config.getOrDefault(Keys.TASK_SHARE, "0/0").split("/", 2);
        return new TaskShare(
                Integer.parseInt(share[0]),
                Integer.parseInt(share[1]),
                TableLists.parse(config.getOrDefault(Keys.TASK_TABLES, "")),
                TableMarks.parse(config.getOrDefault(Keys.TASK_KNOWN, "")),
                Load.parse(config.getOrDefault(Keys.TASK_LOADS, "")));
    }

    /** As it is handed to the task, beside the connector's configuration. */
    Map<String, String> config() {
        Map<String, String> config = new HashMap<>();
        config.put(Keys.TASK_SHARE, number + "/" + tasks);
        String list = TableLists.text(tables);
        if (tasks > 1) {
            config.put(Keys.TASK_TABLES, list);
            config.put(Keys.TASK_KNOWN, TableMarks.text(known));
        } else if (list.length() < MOST_TEXT) {
            config.put(Keys.TASK_TABLES, list);
        }
        if (!loads.isEmpty()) {
            config.put(Keys.TASK_LOADS, Load.text(loads));
        }
        return config;
    }

    /** Whether this task reads a table, be it old or new. */
    boolean owns(TableName table) {
        if (tasks == 1 || tables.contains(table)) {
            return true;
        }
        return tasks > 0 && !known.contains(TableMarks.of(table)) && TableMarks.owner(table, tasks) == number;
    }

    /** What is to be followed: its tables, and its chunks of those that are being loaded, whosever these are. */
    List<Piece> pieces() {
        List<Piece> pieces = new ArrayList<>();
        for (TableName table : tables) {
            Optional<Load> load =
                    loads.stream().filter(each -> each.table().equals(table)).findFirst();
            pieces.add(load.<Piece>map(Piece.AfterLoad::new).orElseGet(() -> new Piece.Whole(table)));
        }
        for (int i = 0; i < loads.size(); i++) {
            Load load = loads.get(i);
            for (int chunk = 0; chunk < load.plan().chunks(); chunk++) {
                if (!load.over() && (i + chunk) % tasks == number) {
                    pieces.add(new Piece.Chunk(load, chunk));
                }
            }
        }
        return pieces;
    }
}
