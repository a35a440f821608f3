package io.bendsync.sink.schema;

import io.bendsync.sink.databend.Identifier;
import java.util.List;
import java.util.stream.Collectors;

/** A struct of named fields; in Java a List of their values in this order, each of which may be null. */
public record TupleType(List<Column> fields) implements ColumnType {
    @Override
    public String sql() {
        return fields.stream()
                .map(field ->
                        Identifier.quoted(field.name()) + " " + field.type().sql() + " NULL")
                .collect(Collectors.joining(", ", "TUPLE(", ")"));
    }
}
