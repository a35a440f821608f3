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
     * @param tasks among how many tasks
     * @return the tables of each task; none for some when there are fewer tables
     */
    public static List<List<TableName>> shares(List<TableName> tables, int tasks) {
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
