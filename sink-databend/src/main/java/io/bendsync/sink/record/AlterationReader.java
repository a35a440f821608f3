package io.bendsync.sink.record;

import io.bendsync.sink.databend.TableName;
import io.bendsync.sink.schema.Alteration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Reads the records by which bendsync's binlog source says, in a table's own topic and so in order with its rows, that
 * columns or the table itself go or get another name. What they hold is in the source's README.
 */
final class AlterationReader {
    /** Their first field, which says what is to be done. */
    private static final String KIND = "__schema_change";

    private final TableNames names;
    private final UnaryOperator<String> columnName;

    AlterationReader(TableNames names, UnaryOperator<String> columnName) {
        this.names = names;
        this.columnName = columnName;
    }

    /** Asked of every record, so quick to say no. */
    Optional<Alteration> read(SinkRecord record) {
        if (record.value() instanceof Struct struct) {
            List<Field> fields = struct.schema().fields();
            return fields.isEmpty() || !fields.get(0).name().equals(KIND)
                    ? Optional.empty()
                    : Optional.of(alteration(record, name -> text(struct, name)));
        }
        return record.value() instanceof Map<?, ?> map && map.containsKey(KIND)
                ? Optional.of(alteration(record, name -> (String) map.get(name)))
                : Optional.empty();
    }

    private Alteration alteration(SinkRecord record, UnaryOperator<String> field) {
        TableName table = names.of(record.topic(), field.apply("db"), field.apply("table"));
        String kind = field.apply(KIND);
        return switch (kind) {
            case "drop_column" -> new Alteration.DropColumn(table, column(field, "column"));
            case "rename_column" -> new Alteration.RenameColumn(table, column(field, "column"), column(field, "to"));
            case "drop_table" -> new Alteration.DropTable(table);
            default -> throw new BadRecordException("the schema change '" + kind + "' is not known to this version");
        };
    }

    private String column(UnaryOperator<String> field, String name) {
        String column = field.apply(name);
        if (column == null || column.isEmpty()) {
            throw new BadRecordException("the schema change names no '" + name + "'");
        }
        return columnName.apply(column);
    }

    private static String text(Struct struct, String name) {
        return struct.schema().field(name) == null ? null : (String) struct.get(name);
    }
}
