package io.bendsync.sink.load;

import io.bendsync.sink.record.BadRecordException;
import io.bendsync.sink.schema.Column;
import io.bendsync.sink.schema.Geometry;
import io.bendsync.sink.schema.GeometryType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** Tells Parquet the file's schema and feeds it rows. */
final class RowWriter extends WriteSupport<FileRow> {
    private final List<Column> columns;
    private final CellWriter[] writers;
    private final boolean[] geometries;
    private final boolean deletes;
    private final MessageType schema;
    private RecordConsumer out;

    RowWriter(List<Column> columns, boolean deletes) {
        this.columns = columns;
        this.deletes = deletes;
        this.writers = new CellWriter[columns.size()];
        this.geometries = new boolean[columns.size()];
        List<Type> fields = new ArrayList<>();
        for (int i = 0; i < writers.length; i++) {
            FileColumn column = FileColumn.of(columns.get(i).type(), i);
            writers[i] = column.writer();
            geometries[i] = columns.get(i).type() instanceof GeometryType;
            fields.addAll(column.fields());
        }
        if (deletes) {
            fields.add(Types.required(PrimitiveTypeName.BOOLEAN).named(ParquetFile.DELETED));
        }
        this.schema = new MessageType("rows", fields);
    }

    @Override
    @SuppressWarnings("deprecation") // abstract in Parquet, though deprecated there
    public WriteContext init(Configuration configuration) {
        return new WriteContext(schema, Map.of());
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return new WriteContext(schema, Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
        this.out = consumer;
    }

    @Override
    public void write(FileRow row) {
        out.startMessage();
        int field = 0;
        for (int i = 0; i < writers.length; i++, field++) {
            Object value = row.values()[i];
            if (value != null) {
                cell(i, field, value);
            }
            if (geometries[i]) {
                field++;
                if (value != null) {
                    out.startField(FileColumn.srid(i), field);
                    out.addInteger(((Geometry) value).srid());
                    out.endField(FileColumn.srid(i), field);
                }
            }
        }
        if (deletes) {
            out.startField(ParquetFile.DELETED, field);
            out.addBoolean(row.deleted());
            out.endField(ParquetFile.DELETED, field);
        }
        out.endMessage();
    }

    private void cell(int column, int field, Object value) {
        String name = schema.getFieldName(field);
        out.startField(name, field);
        try {
            writers[column].write(out, value);
        } catch (ArithmeticException | ClassCastException | IllegalArgumentException e) {
            throw new BadRecordException(
                    "column '" + columns.get(column).name() + "' "
                            + (e instanceof IllegalArgumentException
                                    ? e.getMessage()
                                    : "holds no valid "
                                            + columns.get(column).type().sql()),
                    e);
        }
        out.endField(name, field);
    }
}
