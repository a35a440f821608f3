package io.bendsync.source.jdbc.record;

import io.bendsync.source.jdbc.decode.ColumnDecoder;
import io.bendsync.source.jdbc.decode.ColumnDecoders;
import io.bendsync.source.jdbc.failure.SourceException;
import io.bendsync.source.jdbc.table.Column;
import io.bendsync.source.jdbc.table.TableSchema;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/**
 * How the rows of one version of a table become Connect structs. Made once per table schema; everything that depends
 * on the schema alone is decided here and not per row.
 */
public final class RowSchema {
    private final TableSchema table;
    private final Schema value;
    private final Schema key;
    private final List<Column> selected;
    private final ColumnDecoder[] decoders;
    private final Field[] fields;
    private final Field[] keyFields;

    /**
     * The Connect schemas of a table as it looks now.
     *
     * @param table what the table looks like
     * @param decoders the decoders by MySQL type
     */
    public RowSchema(TableSchema table, ColumnDecoders decoders) {
        this.table = table;
        this.selected = table.selected();
        this.decoders = new ColumnDecoder[selected.size()];
        SchemaBuilder columns = SchemaBuilder.struct().name(table.name().table());
        for (int i = 0; i < selected.size(); i++) {
            this.decoders[i] = decoders.of(selected.get(i));
            columns.field(selected.get(i).name(), this.decoders[i].schema());
        }
        this.value = columns.build();
        this.fields = value.fields().toArray(new Field[0]);
        this.key = table.key().isEmpty() ? null : keySchema();
        this.keyFields = key == null
                ? new Field[0]
                : key.fields().stream().map(field -> value.field(field.name())).toArray(Field[]::new);
    }

    /** The schema of record values, named as the table. */
    public Schema value() {
        return value;
    }

    /** The schema of record keys, null when the table has no key. */
    public Schema key() {
        return key;
    }

    /**
     * Gives the record value.
     *
     * @param row the row's raw values in the order of the select list
     * @throws SourceException when a value cannot be carried
     */
    public Struct value(RawRow row) throws java.sql.SQLException {
        Struct struct = new Struct(value);
        for (int i = 0; i < decoders.length; i++) {
            byte[] raw = row.get(i);
            if (raw != null) {
                struct.put(fields[i], decoded(i, raw));
            }
        }
        return struct;
    }

    /**
     * Gives its key, null when the table has none.
     *
     * @param row a record value made by {@link #value(RawRow)}
     */
    public Struct key(Struct row) {
        if (key == null) {
            return null;
        }
        Struct struct = new Struct(key);
        for (int i = 0; i < keyFields.length; i++) {
            struct.put(key.fields().get(i), row.get(keyFields[i]));
        }
        return struct;
    }

    /**
     * Gives its place in the select list, from 0.
     *
     * @param column a column of the table
     */
    public int index(Column column) {
        return selected.indexOf(column);
    }

    private Object decoded(int index, byte[] raw) {
        try {
            return decoders[index].decoder().decode(raw);
        } catch (SourceException | DataException e) {
            throw new SourceException("Table " + table.name() + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            throw new SourceException(
                    "Table " + table.name() + ", column "
                            + selected.get(index).name() + " ("
                            + selected.get(index).fullType() + "): a value cannot be read as that type",
                    e);
        }
    }

    private Schema keySchema() {
        SchemaBuilder columns = SchemaBuilder.struct().name(table.name().table() + ".Key");
        for (Column column : table.key()) {
            columns.field(column.name(), decoders[index(column)].schema());
        }
        return columns.build();
    }
}
