package io.bendsync.runtime.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/**
 * How a table of a running pipeline stands.
 *
 * @param sourceRows rows in MySQL; null where unknown
 * @param exact whether they were counted and not estimated, and Databend should have as many
 * @param targetRows rows in Databend; null where there is no such table yet
 * @param waiting rows in Kafka that are not in Databend yet; null where unknown
 * @param behindSeconds how long the oldest of them has waited; null where unknown
 */
public record TableStatus(
        String table, Long sourceRows, boolean exact, Long targetRows, Long waiting, Double behindSeconds) {
    /** The titles of {@link #row()}. */
    public static final List<String> HEADER =
            List.of("table", "state", "rows in MySQL", "rows in Databend", "waiting", "behind");

    /** As the dashboard's figures have it. */
    static TableStatus of(JsonNode node) {
        return new TableStatus(
                node.path("table").asText(),
                number(node.path("sourceRows")),
                node.path("sourceExact").asBoolean(),
                number(node.path("targetRows")),
                number(node.path("lagRows")),
                node.path("lagSeconds").isNumber() ? node.path("lagSeconds").asDouble() : null);
    }

    /** In a word: {@code empty}, {@code loading}, {@code catching up}, {@code in step} or {@code live}. */
    public String getState() {
        if (targetRows == null) {
            return "empty";
        }
        if (waiting != null && waiting > 0) {
            return "catching up";
        }
        if (exact && sourceRows != null) {
            return sourceRows.equals(targetRows) ? "in step" : sourceRows > targetRows ? "loading" : "live";
        }
        return "live";
    }

    /** For a person; {@code ~} marks an estimate. */
    public List<String> row() {
        return List.of(
                table,
                getState(),
                sourceRows == null ? "?" : (exact ? "" : "~") + count(sourceRows),
                targetRows == null ? "-" : count(targetRows),
                waiting == null ? "?" : count(waiting),
                behindSeconds == null ? "?" : String.format(Locale.ROOT, "%.0f s", behindSeconds));
    }

    private static Long number(JsonNode node) {
        return node.isNumber() ? Long.valueOf(node.asLong()) : null;
    }

    private static String count(long rows) {
        return String.format(Locale.ROOT, "%,d", rows);
    }
}
