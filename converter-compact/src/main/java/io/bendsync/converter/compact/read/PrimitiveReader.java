package io.bendsync.converter.compact.read;

import io.bendsync.converter.compact.wire.CompactCursor;
import java.util.function.Function;
import org.apache.kafka.connect.data.Schema;

/** Reads numbers, booleans, texts and bytes: one reader for each type, so that none asks for it again. */
final class PrimitiveReader extends ValueReader {

    private final Function<CompactCursor, Object> value;

    private PrimitiveReader(Schema schema, Function<CompactCursor, Object> value) {
        super(schema);
        this.value = value;
    }

    @Override
    public Object readValue(CompactCursor in) {
        return value.apply(in);
    }

    static ValueReader of(Schema schema) {
        return new PrimitiveReader(
                schema,
                switch (schema.type()) {
                    case INT8 -> CompactCursor::one;
                    case INT16 -> in -> (short) in.signed(Short.MIN_VALUE, Short.MAX_VALUE);
                    case INT32 -> in -> (int) in.signed(Integer.MIN_VALUE, Integer.MAX_VALUE);
                    case INT64 -> CompactCursor::signed;
                    case FLOAT32 -> CompactCursor::float32;
                    case FLOAT64 -> CompactCursor::float64;
                    case BOOLEAN -> CompactCursor::bit;
                    case STRING -> CompactCursor::text;
                    case BYTES -> CompactCursor::bytes;
                    default -> throw new IllegalStateException(schema.type() + " is read elsewhere");
                });
    }
}
