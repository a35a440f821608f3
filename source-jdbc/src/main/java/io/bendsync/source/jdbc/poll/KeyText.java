package io.bendsync.source.jdbc.poll;

import io.bendsync.source.jdbc.position.CursorColumn;
import io.bendsync.source.jdbc.position.StoredOffset;
import io.bendsync.source.jdbc.position.TextList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Writes the part of a position that is neither timestamp nor incrementing column, and reads it back.
 *
 * @param components the components it is made of
 */
record KeyText(List<CursorColumn> components) {
    private static final String COLUMN = "key=";

    void put(Map<String, Object> fields, List<Object> values) {
        // Not whole where a start was given by its first component alone.
        if (!components.isEmpty() && values.size() == components.size()) {
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < components.size(); i++) {
                texts.add(components.get(i).type().toText(values.get(i)));
            }
            fields.put(StoredOffset.KEY, TextList.join(texts));
        }
    }

    /** The names of its columns, as they stand in the offset. */
    List<String> columns() {
        return components.stream().map(column -> COLUMN + column.name()).toList();
    }

    /** The values, empty when the offset does not have all of them, or has them of other columns. */
    List<Object> read(StoredOffset offset) {
        List<String> texts = offset.key();
        if (texts.size() != components.size() || !ofTheseColumns(offset)) {
            return List.of();
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < components.size(); i++) {
            values.add(components.get(i).type().ofText(texts.get(i)));
        }
        return values;
    }

    private boolean ofTheseColumns(StoredOffset offset) {
        return offset.columns()
                .map(text -> Stream.of(text.split(";", -1))
                        .filter(part -> part.startsWith(COLUMN))
                        .toList()
                        .equals(columns()))
                .orElse(true);
    }
}
