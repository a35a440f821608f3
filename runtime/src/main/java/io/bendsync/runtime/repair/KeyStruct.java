package io.bendsync.runtime.repair;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** The record key of a row that is in Databend only, from the text of its key's cells. */
final class KeyStruct {
    private static final LocalDateTime EPOCH = LocalDateTime.of(1970, 1, 1, 0, 0);

    private KeyStruct() {}

    /**
     * The key.
     *
     * @param schema of the table's other rows' keys
     * @param cells in canonical text, in the schema's order
     * @return empty where a cell is NULL or of a type that this cannot write
     */
    static Optional<Struct> of(Schema schema, List<String> cells) {
        Struct key = new Struct(schema);
        for (Field field : schema.fields()) {
            String cell = cells.get(field.index());
            Object value = cell == null ? null : value(field.schema(), cell);
            if (value == null) {
                return Optional.empty();
            }
            key.put(field, value);
        }
        return Optional.of(key);
    }

    private static Object value(Schema schema, String text) {
        if (schema.name() != null && !schema.name().startsWith("io.debezium.data.")) {
            return logical(schema, text);
        }
        return switch (schema.type()) {
            case INT8 -> Byte.valueOf(text);
            case INT16 -> Short.valueOf(text);
            case INT32 -> Integer.valueOf(text);
            case INT64 -> Long.valueOf(text);
            case STRING -> text;
            case BYTES -> HexFormat.of().parseHex(text);
            default -> null;
        };
    }

    private static Object logical(Schema schema, String text) {
        return switch (schema.name()) {
            case Decimal.LOGICAL_NAME ->
                new BigDecimal(text)
                        .setScale(Integer.parseInt(schema.parameters().get(Decimal.SCALE_FIELD)));
            case "org.apache.kafka.connect.data.Date" ->
                Date.from(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
            case "org.apache.kafka.connect.data.Timestamp" ->
                Date.from(time(text).toInstant(ZoneOffset.UTC));
            case "io.debezium.time.Date" -> (int) LocalDate.parse(text).toEpochDay();
            case "io.debezium.time.Year" -> Integer.valueOf(text);
            case "io.debezium.time.Timestamp" -> ChronoUnit.MILLIS.between(EPOCH, time(text));
            case "io.debezium.time.MicroTimestamp" -> ChronoUnit.MICROS.between(EPOCH, time(text));
            default -> null;
        };
    }

    private static LocalDateTime time(String text) {
        return LocalDateTime.parse(text.replace(' ', 'T'));
    }
}
