package io.bendsync.source.jdbc.poll;

import io.bendsync.source.jdbc.position.CursorColumn;
import io.bendsync.source.jdbc.position.StoredOffset;
import io.bendsync.source.jdbc.position.TextList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes the part of a position that is neither timestamp nor incrementing column, and reads it back.
 *
 * @param components the components it is made of
 */
record KeyText(List<CursorColumn> components) {
    void put(Map<String, Object> fields, List<Object> values) {
        if (!components.isEmpty()) {
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < components.size(); i++) {
                texts.add(components.get(i).type().toText(values.get(i)));
            }
            fields.put(StoredOffset.KEY, TextList.join(texts));
        }
    }

    /** The values, empty when the offset does not have all of them. */
    List<Object> read(StoredOffset offset) {
        List<String> texts = offset.key();
        if (texts.size() != components.size()) {
            return List.of();
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < components.size(); i++) {
            values.add(components.get(i).type().ofText(texts.get(i)));
        }
        return values;
    }
}
