package io.bendsync.source.jdbc;

import io.bendsync.source.jdbc.config.Keys;
import io.bendsync.source.jdbc.config.TableLists;
import io.bendsync.source.jdbc.load.Load;
import io.bendsync.source.jdbc.poll.Piece;
import io.bendsync.source.jdbc.table.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A task's share of the work, as the connector handed it over.
 *
 * @param number which task it is, from 0
 * @param tasks how many there are
 * @param tables its tables
 * @param loads the first loads under way, of all tasks
 */
record TaskShare(int number, int tasks, List<TableName> tables, List<Load> loads) {
    static TaskShare of(Map<String, String> config) {
        String[] share = config.getOrDefault(Keys.TASK_SHARE, "0/1").split("/", 2);
        return new TaskShare(
                Integer.parseInt(share[0]),
                Integer.parseInt(share[1]),
                TableLists.parse(config.getOrDefault(Keys.TASK_TABLES, "")),
                Load.parse(config.getOrDefault(Keys.TASK_LOADS, "")));
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
