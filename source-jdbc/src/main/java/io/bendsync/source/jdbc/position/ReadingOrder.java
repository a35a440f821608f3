package io.bendsync.source.jdbc.position;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The order in which a table is read page by page: timestamp, then incrementing column, then what is left of the key,
 * each as far as the mode has it, so that no two rows share a position.
 *
 * @param timestamp the timestamp component
 * @param incrementing the incrementing component
 * @param rest the key's columns that are not yet among the two
 * @param unique whether no two rows can have the same position
 */
public record ReadingOrder(
        Optional<CursorColumn> timestamp,
        Optional<CursorColumn> incrementing,
        List<CursorColumn> rest,
        boolean unique) {

    /** All components, the first first. */
    public List<CursorColumn> components() {
        List<CursorColumn> all = new ArrayList<>();
        timestamp.ifPresent(all::add);
        incrementing.ifPresent(all::add);
        all.addAll(rest);
        return all;
    }

    /** The columns of all components, by name and type: a position in one order means nothing in another. */
    public List<String> names() {
        return components().stream()
                .flatMap(component -> component.columns().stream())
                .map(column -> column.name() + " " + column.dataType())
                .toList();
    }
}
