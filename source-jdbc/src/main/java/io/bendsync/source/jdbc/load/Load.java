package io.bendsync.source.jdbc.load;

import io.bendsync.source.jdbc.position.TextList;
import io.bendsync.source.jdbc.table.TableName;
import java.util.List;

/**
 * A table's first load as it is handed to the tasks.
 *
 * @param table the table
 * @param plan its plan
 * @param over whether the connector found that nothing is left to be loaded; else the stored offsets tell
 */
public record Load(TableName table, LoadPlan plan, boolean over) {
    private static final String OVER = "over";

    /** All loads as one text, empty for none. */
    public static String text(List<Load> loads) {
        return TextList.join(loads.stream().map(Load::text).toList());
    }

    /** The loads of such a text. */
    public static List<Load> parse(String text) {
        return text.isEmpty()
                ? List.of()
                : TextList.parse(text).stream().map(Load::one).toList();
    }

    private String text() {
        return TextList.join(List.of(table.database(), table.table(), over ? OVER : "", plan.text()));
    }

    private static Load one(String text) {
        List<String> parts = TextList.parse(text);
        return new Load(
                new TableName(parts.get(0), parts.get(1)),
                LoadPlan.parse(parts.get(3)).orElseThrow(),
                parts.get(2).equals(OVER));
    }
}
