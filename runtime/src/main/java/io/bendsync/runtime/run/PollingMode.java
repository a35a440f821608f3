package io.bendsync.runtime.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The mode that suits a database's tables best when they are polled, since a pipeline has one: by the column that MySQL
 * sets at every change where most tables that grow have one of the same name, else new rows alone.
 *
 * @param timestamp the name of that column, empty for new rows alone
 */
record PollingMode(Optional<String> timestamp) {
    static PollingMode of(List<DraftTable> tables) {
        List<DraftTable> growing = tables.stream()
                .filter(table -> table.autoIncrement().isPresent())
                .toList();
        Map<String, Long> names = growing.stream()
                .flatMap(table -> table.updated().stream())
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        return new PollingMode(names.entrySet().stream()
                .filter(entry -> entry.getValue() * 2 >= growing.size())
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey));
    }

    /** Its lines of the file. */
    void append(StringBuilder text) {
        text.append("  capture: polling\n");
        if (timestamp.isPresent()) {
            text.append(
                    "  # New and changed rows arrive, by the column that MySQL sets at each change. Deletes are not\n");
            text.append("  # noticed this way, unless properties: delete.detection: key-scan.\n");
            text.append("  mode: timestamp+incrementing\n");
            text.append("  timestamp.column: ")
                    .append(YamlText.of(timestamp.get()))
                    .append('\n');
        } else {
            text.append("  # New rows arrive. Updates too, where a column has the time of a row's last change:\n");
            text.append(
                    "  # mode: timestamp+incrementing and timestamp.column: NAME. Deletes are not noticed this way,\n");
            text.append("  # unless properties: delete.detection: key-scan.\n");
            text.append("  mode: incrementing\n");
        }
    }

    /** What a table lacks for it, and which mode would do; empty where it suits. */
    String lackOf(DraftTable table) {
        if (table.autoIncrement().isPresent() && (timestamp.isEmpty() || timestamp.equals(table.updated()))) {
            return "";
        }
        String lack = table.autoIncrement().isEmpty()
                ? "no auto-increment column"
                : "no column " + YamlText.oneLine(timestamp.get()) + " that MySQL sets at each change";
        return lack + ": a pipeline of its own with mode: " + other(table);
    }

    private static String other(DraftTable table) {
        String updated = table.updated().map(YamlText::of).orElse("");
        if (table.autoIncrement().isPresent()) {
            return updated.isEmpty()
                    ? "incrementing (new rows)"
                    : "timestamp+incrementing, timestamp.column: " + updated;
        }
        if (!updated.isEmpty()) {
            return "timestamp, timestamp.column: " + updated;
        }
        return table.created()
                .map(created -> "timestamp, timestamp.column: " + YamlText.of(created) + " (new rows)")
                .orElse("bulk (all rows each time)");
    }
}
