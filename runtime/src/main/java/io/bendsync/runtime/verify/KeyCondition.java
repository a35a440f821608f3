package io.bendsync.runtime.verify;

import io.bendsync.runtime.database.Names;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Rows of MySQL's named by their keys: a condition, with every value as a literal that cannot be anything else. */
public final class KeyCondition {
    private KeyCondition() {}

    /**
     * The condition for some keys.
     *
     * @param key the key's columns
     * @param keys cells in canonical text
     * @return empty where a key column's type has no literal here, such as DOUBLE or TIME
     */
    public static Optional<String> of(List<ComparedColumn> key, List<List<String>> keys) {
        List<String> tuples = new ArrayList<>();
        for (List<String> cells : keys) {
            List<String> literals = new ArrayList<>();
            for (int i = 0; i < key.size(); i++) {
                Optional<String> literal = literal(key.get(i).kind(), cells.get(i));
                if (literal.isEmpty()) {
                    return Optional.empty();
                }
                literals.add(literal.get());
            }
            tuples.add("(" + String.join(",", literals) + ")");
        }
        String columns =
                key.stream().map(column -> Names.mysql(column.mysqlName())).collect(Collectors.joining(",", "(", ")"));
        return Optional.of(columns + " IN (" + String.join(",", tuples) + ")");
    }

    private static Optional<String> literal(CellKind kind, String text) {
        if (text == null) {
            return Optional.empty();
        }
        return switch (kind) {
            case NUMBER, BIT -> text.matches("-?\\d+(\\.\\d+)?") ? Optional.of(text) : Optional.empty();
            case TEXT, CHOICE ->
                Optional.of(
                        text.isEmpty()
                                ? "_utf8mb4''"
                                : "_utf8mb4 0x" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)));
            case BINARY -> text.matches("[0-9A-F]*") ? Optional.of("x'" + text + "'") : Optional.empty();
            case DATE, INSTANT -> text.matches("[0-9 :.-]+") ? Optional.of("'" + text + "'") : Optional.empty();
            case FLOAT, DOUBLE, TIME, JSON, VECTOR, GEOMETRY -> Optional.empty();
        };
    }
}
