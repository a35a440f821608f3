package io.bendsync.source.cdc.load;

import io.debezium.relational.Column;
import io.debezium.relational.Table;
import io.debezium.relational.TableId;
import io.debezium.relational.TableSchema;
import java.util.Optional;

/**
 * A table's structure as Debezium has it, which is what streamed changes of the table are made by too.
 *
 * @param table its columns
 * @param schema makes keys and rows of them
 * @param topic where its records go
 * @param structure a digest of the statement that would create it
 * @param bare whether its rows are sent without an event around them
 */
record TableShape(Table table, TableSchema schema, String topic, String structure, boolean bare) {

    TableId id() {
        return table.id();
    }

    /** Whether its records have a key, so that reading a row twice does no harm. */
    boolean keyed() {
        return schema.keySchema() != null;
    }

    /** The column whose ranges it can be read in: the first of its key. */
    Optional<Column> leading() {
        return table.primaryKeyColumns().stream().findFirst();
    }

    /** Whether the reading can go on in the middle of a chunk: its leading column alone tells all rows apart. */
    boolean resumable() {
        return table.primaryKeyColumns().size() == 1
                && SplitKind.of(table.primaryKeyColumns().get(0)) == SplitKind.INTEGER;
    }
}
