package io.bendsync.source.jdbc.decode;

import io.bendsync.source.jdbc.table.Column;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.SchemaBuilder;

/** TINYINT to BIGINT: the smallest Connect integer that holds them all, a decimal for BIGINT UNSIGNED. */
final class Integers {
    private Integers() {}

    static ColumnDecoder of(Column column) {
        boolean unsigned = column.unsigned();
        return switch (column.dataType()) {
            case "tinyint" ->
                unsigned
                        ? of(column, SchemaBuilder.int16(), raw -> (short) LittleEndian.unsigned(raw, 0, raw.length))
                        : of(column, SchemaBuilder.int8(), raw -> (byte) LittleEndian.signed(raw));
            case "smallint" ->
                unsigned
                        ? of(column, SchemaBuilder.int32(), raw -> (int) LittleEndian.unsigned(raw, 0, raw.length))
                        : of(column, SchemaBuilder.int16(), raw -> (short) LittleEndian.signed(raw));
            // On the wire a MEDIUMINT is four bytes long.
            case "mediumint" -> of(column, SchemaBuilder.int32(), raw -> (int) LittleEndian.signed(raw));
            case "int" ->
                unsigned
                        ? of(column, SchemaBuilder.int64(), raw -> LittleEndian.unsigned(raw, 0, raw.length))
                        : of(column, SchemaBuilder.int32(), raw -> (int) LittleEndian.signed(raw));
            default ->
                unsigned
                        ? of(column, Decimal.builder(0).parameter("connect.decimal.precision", "20"), Integers::big)
                        : of(column, SchemaBuilder.int64(), LittleEndian::signed);
        };
    }

    private static ColumnDecoder of(Column column, SchemaBuilder schema, ValueDecoder decoder) {
        return new ColumnDecoder(Semantics.finish(schema, column), decoder);
    }

    private static BigDecimal big(byte[] raw) {
        long value = LittleEndian.unsigned(raw, 0, raw.length);
        if (value >= 0) {
            return BigDecimal.valueOf(value);
        }
        return new BigDecimal(BigInteger.valueOf(value & Long.MAX_VALUE).setBit(Long.SIZE - 1));
    }
}
