package io.bendsync.source.jdbc.decode;

import io.bendsync.source.jdbc.table.Column;
import org.apache.kafka.connect.data.SchemaBuilder;

/** BIT(1) is a boolean, BIT(n) the bytes of Debezium's Bits, lowest byte first. MySQL sends the highest first. */
final class Bits {
    private Bits() {}

    static ColumnDecoder of(Column column) {
        if (column.length() <= 1) {
            return new ColumnDecoder(
                    Semantics.finish(SchemaBuilder.bool(), column), raw -> raw.length > 0 && raw[raw.length - 1] != 0);
        }
        SchemaBuilder schema = SchemaBuilder.bytes()
                .name(Semantics.BITS)
                .version(1)
                .parameter("length", String.valueOf(column.length()));
        int bytes = (column.length() + 7) / 8;
        return new ColumnDecoder(Semantics.finish(schema, column), raw -> reversed(raw, bytes));
    }

    private static byte[] reversed(byte[] raw, int bytes) {
        byte[] bits = new byte[bytes];
        for (int i = 0; i < Math.min(bytes, raw.length); i++) {
            bits[i] = raw[raw.length - 1 - i];
        }
        return bits;
    }
}
