package io.bendsync.source.jdbc.decode;

import io.bendsync.source.jdbc.table.Column;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.SchemaBuilder;

/** DECIMAL, whole, to its 65 digits; FLOAT and DOUBLE, bit for bit. */
final class Numbers {
    private Numbers() {}

    static ColumnDecoder decimal(Column column, NumericMapping mapping) {
        int scale = column.scale();
        if (mapping.integer(column.length(), scale)) {
            return integer(column);
        }
        if (mapping.doubled(column.length(), scale)) {
            return new ColumnDecoder(
                    Semantics.finish(SchemaBuilder.float64(), column), raw -> Double.valueOf(ascii(raw)));
        }
        SchemaBuilder schema =
                Decimal.builder(scale).parameter("connect.decimal.precision", String.valueOf(column.length()));
        return new ColumnDecoder(Semantics.finish(schema, column), raw -> new BigDecimal(ascii(raw)).setScale(scale));
    }

    /** The smallest integer for the column's digits, as Confluent's connector has it. */
    private static ColumnDecoder integer(Column column) {
        int digits = column.length();
        if (digits <= 2) {
            return new ColumnDecoder(Semantics.finish(SchemaBuilder.int8(), column), raw -> Byte.valueOf(ascii(raw)));
        }
        if (digits <= 4) {
            return new ColumnDecoder(Semantics.finish(SchemaBuilder.int16(), column), raw -> Short.valueOf(ascii(raw)));
        }
        if (digits <= 9) {
            return new ColumnDecoder(
                    Semantics.finish(SchemaBuilder.int32(), column), raw -> Integer.valueOf(ascii(raw)));
        }
        return new ColumnDecoder(Semantics.finish(SchemaBuilder.int64(), column), raw -> Long.valueOf(ascii(raw)));
    }

    private static String ascii(byte[] raw) {
        return new String(raw, StandardCharsets.US_ASCII);
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
