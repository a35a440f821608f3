package io.bendsync.source.jdbc.decode;

import io.bendsync.source.jdbc.table.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** The GEOMETRY family and VECTOR. */
final class Shapes {
    private static final int SRID_BYTES = 4;

    private Shapes() {}

    /** MySQL's own form is the reference system's number, then standard WKB. Number 0 means none. */
    static ColumnDecoder geometry(Column column) {
        SchemaBuilder builder = SchemaBuilder.struct()
                .name(Semantics.GEOMETRY)
                .version(1)
                .field("wkb", Schema.BYTES_SCHEMA)
                .field("srid", Schema.OPTIONAL_INT32_SCHEMA);
        Schema schema = Semantics.finish(builder, column);
        return new ColumnDecoder(schema, raw -> {
            long srid = LittleEndian.unsigned(raw, 0, SRID_BYTES);
            return new Struct(schema)
                    .put("wkb", Arrays.copyOfRange(raw, SRID_BYTES, raw.length))
                    .put("srid", srid == 0 ? null : (int) srid);
        });
    }

    static ColumnDecoder vector(Column column) {
        SchemaBuilder schema = SchemaBuilder.array(Schema.FLOAT32_SCHEMA)
                .name(Semantics.FLOAT_VECTOR)
                .version(1);
        return new ColumnDecoder(Semantics.finish(schema, column), Shapes::floats);
    }

    private static List<Float> floats(byte[] raw) {
        List<Float> vector = new ArrayList<>(raw.length / Float.BYTES);
        for (int i = 0; i + Float.BYTES <= raw.length; i += Float.BYTES) {
            vector.add(Float.intBitsToFloat((int) LittleEndian.unsigned(raw, i, Float.BYTES)));
        }
        return vector;
    }
}
