package io.bendsync.source.jdbc.decode;

import io.bendsync.source.jdbc.table.Column;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.SchemaBuilder;

/** DECIMAL, whole, to its 65 digits; FLOAT and DOUBLE, bit for bit. */
final class Numbers {
    private Numbers() {}

    static ColumnDecoder decimal(Column column) {
        int scale = column.scale();
        SchemaBuilder schema =
                Decimal.builder(scale).parameter("connect.decimal.precision", String.valueOf(column.length()));
        return new ColumnDecoder(
                Semantics.finish(schema, column),
                raw -> new BigDecimal(new String(raw, StandardCharsets.US_ASCII)).setScale(scale));
    }

    static ColumnDecoder floating(Column column) {
        return new ColumnDecoder(
                Semantics.finish(SchemaBuilder.float32(), column),
                raw -> Float.intBitsToFloat((int) LittleEndian.unsigned(raw, 0, Float.BYTES)));
    }

    static ColumnDecoder doubled(Column column) {
        return new ColumnDecoder(
                Semantics.finish(SchemaBuilder.float64(), column),
                raw -> Double.longBitsToDouble(LittleEndian.unsigned(raw, 0, Double.BYTES)));
    }
}
