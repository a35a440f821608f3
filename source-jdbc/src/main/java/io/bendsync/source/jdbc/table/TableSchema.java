package io.bendsync.source.jdbc.table;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a table looked like when the data dictionary was last asked.
 *
 * @param name the table
 * @param columns its columns in the table's order
 * @param key the primary key's columns, or those of the first unique key without NULLs; empty when it has neither
 */
public record TableSchema(TableName name, List<Column> columns, List<Column> key) {
    public TableSchema {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    /**
     * Finds a column as Confluent's connector does: by the exact name, else by the only one that differs in case.
     *
     * @param column the name as configured
     * @return the column, empty when there is none or several would do
     */
    public Optional<Column> find(String column) {
        Optional<Column> exact =
                columns.stream().filter(c -> c.name().equals(column)).findFirst();
        if (exact.isPresent()) {
            return exact;
        }
        List<Column> alike =
                columns.stream().filter(c -> c.name().equalsIgnoreCase(column)).toList();
        return alike.size() == 1 ? Optional.of(alike.get(0)) : Optional.empty();
    }

    /** What to select so that invisible columns come too: the star leaves them out. */
    public String selectList() {
        StringBuilder list = new StringBuilder("t.*");
        columns.stream()
                .filter(c -> c.trait().invisible())
                .forEach(c -> list.append(", t.").append(c.quoted()));
        return list.toString();
    }

    /**
     * What to select instead when the driver cannot read a column as it is: all columns by name, VECTOR as bytes. It
     * does not bring columns added since, so that the star has to be asked as well.
     *
     * @return the list, empty when the driver can read all
     */
    public Optional<String> readableList() {
        if (columns.stream().noneMatch(column -> column.dataType().equals("vector"))) {
            return Optional.empty();
        }
        return Optional.of(selected().stream()
                .map(column -> column.dataType().equals("vector")
                        ? "CAST(t." + column.quoted() + " AS BINARY) AS " + column.quoted()
                        : "t." + column.quoted())
                .collect(Collectors.joining(", ")));
    }

    /** The columns in the order in which {@link #selectList} brings them. */
    public List<Column> selected() {
        return java.util.stream.Stream.concat(
                        columns.stream().filter(c -> !c.trait().invisible()),
                        columns.stream().filter(c -> c.trait().invisible()))
                .toList();
    }
}
