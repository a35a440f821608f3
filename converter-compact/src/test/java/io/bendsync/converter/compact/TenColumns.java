package io.bendsync.converter.compact;

import java.math.BigDecimal;
import java.util.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;

/** A row as a table usually has them. */
@SuppressWarnings("JavaUtilDate") // the class of Connect's logical types
final class TenColumns {

    static final Schema SCHEMA = SchemaBuilder.struct()
            .name("orders")
            .field("id", Schema.INT64_SCHEMA)
            .field("customer", Schema.INT32_SCHEMA)
            .field("name", Schema.OPTIONAL_STRING_SCHEMA)
            .field("note", Schema.OPTIONAL_STRING_SCHEMA)
            .field("price", Decimal.builder(2).optional().build())
            .field("weight", Schema.OPTIONAL_FLOAT64_SCHEMA)
            .field("paid", Schema.OPTIONAL_BOOLEAN_SCHEMA)
            .field(
                    "day",
                    org.apache.kafka.connect.data.Date.builder().optional().build())
            .field("changed", Timestamp.builder().optional().build())
            .field("photo", Schema.OPTIONAL_BYTES_SCHEMA)
            .build();

    private TenColumns() {}

    static Struct row(int id) {
        return new Struct(SCHEMA)
                .put("id", (long) id)
                .put("customer", id % 1000)
                .put("name", "Zoë " + id)
                .put("note", id % 3 == 0 ? null : "line\nbreak, \"quote\", \uD83D\uDE00")
                .put("price", BigDecimal.valueOf(id, 2))
                .put("weight", id / 8.0)
                .put("paid", id % 2 == 0)
                .put("day", new Date(id * 86_400_000L))
                .put("changed", new Date(1_700_000_000_000L + id))
                .put("photo", new byte[] {(byte) id, 1, 2, 3});
    }
}
