package io.bendsync.source.jdbc.config;

import io.bendsync.source.jdbc.position.TextList;
import io.bendsync.source.jdbc.table.TableName;
import java.util.ArrayList;
import java.util.List;

/** Lists of tables as they are handed to tasks. */
public final class TableLists {
    private TableLists() {}

    /** The list as one text, empty for no tables. */
    public static String text(List<TableName> tables) {
        return TextList.join(tables.stream()
                .map(table -> TextList.join(List.of(table.database(), table.table())))
                .toList());
    }

    /** The list of such a text. */
    public static List<TableName> parse(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        return TextList.parse(text).stream()
                .map(TextList::parse)
                .map(names -> new TableName(names.get(0), names.get(1)))
                .toList();
    }

    /**
     * Shares tables out.
     *
     * @param tables the tables
     * @param maxTasks how many tasks there may be
     * @return the tables of each task; one task without tables when there are none
     */
    public static List<List<TableName>> shares(List<TableName> tables, int maxTasks) {
        int tasks = Math.max(1, Math.min(maxTasks, tables.size()));
        List<List<TableName>> shares = new ArrayList<>();
        for (int task = 0; task < tasks; task++) {
            shares.add(new ArrayList<>());
        }
        for (int i = 0; i < tables.size(); i++) {
            shares.get(i % tasks).add(tables.get(i));
        }
        return shares;
    }
}
