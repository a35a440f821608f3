package io.bendsync.source.cdc.load;

import io.bendsync.source.cdc.stream.Position;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How one table is loaded. Never changes once made, and travels in the offsets of the table's rows, so that whoever
 * comes later goes on with it.
 *
 * @param load the first load that it belongs to
 * @param start the position that was taken before the first row was read: what the binlog has of this table up to there
 *     is in the rows
 * @param structure a digest of the table's structure, which may not change while it is read
 * @param column the column whose ranges are the chunks; empty for a table that is read in one go
 * @param splits the largest values of all chunks but the last, ascending
 * @param rows about how many rows there are
 */
record TablePlan(String load, Position start, String structure, String column, List<String> splits, long rows) {

    private static final String LOAD = "load";
    private static final String STRUCTURE = "structure";
    private static final String COLUMN = "column";
    private static final String SPLITS = "splits";
    private static final String ROWS = "about";

    TablePlan {
        splits = List.copyOf(splits);
    }

    int chunks() {
        return splits.size() + 1;
    }

    /** Above which value the rows of a chunk are; the first has no limit. */
    Optional<String> above(int chunk) {
        return chunk == 0 ? Optional.empty() : Optional.of(splits.get(chunk - 1));
    }

    /** Up to which value, itself included; the last has no limit. */
    Optional<String> upTo(int chunk) {
        return chunk < splits.size() ? Optional.of(splits.get(chunk)) : Optional.empty();
    }

    Map<String, Object> offset() {
        Map<String, Object> offset = new HashMap<>(start.offset());
        offset.put(LOAD, load);
        offset.put(STRUCTURE, structure);
        offset.put(COLUMN, column);
        offset.put(SPLITS, joined(splits));
        offset.put(ROWS, rows);
        return offset;
    }

    /** The plan of an offset, empty if that has none. */
    static Optional<TablePlan> of(Map<String, ?> offset) {
        return Position.of(offset)
                .filter(start -> offset.get(LOAD) instanceof String
                        && offset.get(STRUCTURE) instanceof String
                        && offset.get(COLUMN) instanceof String
                        && offset.get(SPLITS) instanceof String
                        && offset.get(ROWS) instanceof Number)
                .map(start -> new TablePlan(
                        (String) offset.get(LOAD),
                        start,
                        (String) offset.get(STRUCTURE),
                        (String) offset.get(COLUMN),
                        split((String) offset.get(SPLITS)),
                        ((Number) offset.get(ROWS)).longValue()));
    }

    // A comma ends each value, so that an empty one is not lost.
    private static String joined(List<String> values) {
        return values.stream()
                .map(value -> URLEncoder.encode(value, StandardCharsets.UTF_8) + ",")
                .collect(Collectors.joining());
    }

    /** The values of a text in which a comma ends each. */
    static List<String> split(String text) {
        String[] parts = text.split(",", -1);
        return Arrays.stream(parts, 0, parts.length - 1)
                .map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8))
                .toList();
    }
}
