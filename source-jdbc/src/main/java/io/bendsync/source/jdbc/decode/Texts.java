package io.bendsync.source.jdbc.decode;

import io.bendsync.source.jdbc.table.Column;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.data.SchemaBuilder;

/** What comes as characters, which the server has turned into UTF-8, and what comes as bytes. */
final class Texts {
    private static final ValueDecoder UTF_8 = raw -> new String(raw, StandardCharsets.UTF_8);

    private Texts() {}

    static ColumnDecoder text(Column column) {
        return new ColumnDecoder(Semantics.finish(SchemaBuilder.string(), column), UTF_8);
    }

    static ColumnDecoder json(Column column) {
        return named(column, SchemaBuilder.string().name(Semantics.JSON).version(1));
    }

    static ColumnDecoder enumerated(Column column) {
        return named(
                column,
                SchemaBuilder.string()
                        .name(Semantics.ENUM)
                        .version(1)
                        .parameter("allowed", EnumValues.of(column.fullType())));
    }

    static ColumnDecoder set(Column column) {
        return named(
                column,
                SchemaBuilder.string()
                        .name(Semantics.ENUM_SET)
                        .version(1)
                        .parameter("allowed", EnumValues.of(column.fullType())));
    }

    static ColumnDecoder binary(Column column) {
        return new ColumnDecoder(Semantics.finish(SchemaBuilder.bytes(), column), raw -> raw);
    }

    private static ColumnDecoder named(Column column, SchemaBuilder schema) {
        return new ColumnDecoder(Semantics.finish(schema, column), UTF_8);
    }
}
