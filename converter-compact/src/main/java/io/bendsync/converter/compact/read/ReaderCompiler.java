package io.bendsync.converter.compact.read;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/** Chooses the readers of a schema, once, so that no record has to ask again what its types are. */
public final class ReaderCompiler {

    private ReaderCompiler() {}

    /**
     * The reader of a schema's values.
     *
     * @param schema as its description was read, which keeps within the limits; null for values without one
     */
    public static ValueReader compile(Schema schema) {
        if (schema == null) {
            return new SchemalessReader();
        }
        if (schema.name() != null) {
            switch (schema.name()) {
                case Decimal.LOGICAL_NAME -> {
                    return new DecimalReader(schema);
                }
                case Date.LOGICAL_NAME -> {
                    return LogicalReader.date(schema);
                }
                case Time.LOGICAL_NAME -> {
                    return LogicalReader.time(schema);
                }
                case Timestamp.LOGICAL_NAME -> {
                    return LogicalReader.timestamp(schema);
                }
                default -> {
                    // any other name means nothing here
                }
            }
        }
        return switch (schema.type()) {
            case ARRAY -> new ArrayReader(schema, compile(schema.valueSchema()));
            case MAP -> new MapReader(schema, compile(schema.keySchema()), compile(schema.valueSchema()));
            case STRUCT -> struct(schema);
            default -> PrimitiveReader.of(schema);
        };
    }

    private static ValueReader struct(Schema schema) {
        List<ValueReader> readers = new ArrayList<>();
        for (Field field : schema.fields()) {
            readers.add(compile(field.schema()));
        }
        return new StructReader(schema, readers);
    }
}
