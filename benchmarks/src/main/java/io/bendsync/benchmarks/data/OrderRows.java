package io.bendsync.benchmarks.data;

import java.math.BigDecimal;
import java.util.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;

/** Rows of ten columns and some 270 bytes as source-jdbc would send them from {@link OrdersTable}. */
@SuppressWarnings("JavaUtilDate") // the class of Connect's logical types
public final class OrderRows {

    /** The record key: the table's primary key. */
    public static final Schema KEY = SchemaBuilder.struct()
            .name("orders.key")
            .field("id", column("BIGINT", SchemaBuilder.int64()))
            .build();

    /** The record value. */
    public static final Schema VALUE = SchemaBuilder.struct()
            .name("orders")
            .field("id", column("BIGINT", SchemaBuilder.int64()))
            .field("customer", column("INT", SchemaBuilder.int32()))
            .field("status", column("VARCHAR", SchemaBuilder.string()))
            .field("amount", column("DECIMAL", Decimal.builder(2).parameter("connect.decimal.precision", "12")))
            .field("quantity", column("SMALLINT", SchemaBuilder.int16()))
            .field("weight", column("DOUBLE", SchemaBuilder.float64().optional()))
            .field("paid", column("BIT", SchemaBuilder.bool()))
            .field(
                    "day",
                    column("DATE", org.apache.kafka.connect.data.Date.builder().optional()))
            .field("changed", column("TIMESTAMP", Timestamp.builder()))
            .field("note", column("VARCHAR", SchemaBuilder.string().optional()))
            .build();

    private static final String[] STATES = {"new", "paid", "packed", "shipped", "returned"};
    private static final long DAY_MILLIS = 86_400_000;
    private static final long FIRST_CHANGE = 1_700_000_000_000L;
    private static final String NOTE = "handle with care; leave with the neighbour at number ";

    private OrderRows() {}

    private static Schema column(String type, SchemaBuilder schema) {
        return schema.parameter("__debezium.source.column.type", type).build();
    }

    /** The key of a row. */
    public static Struct key(long id) {
        return new Struct(KEY).put("id", id);
    }

    /** A row; the same for the same id and generation, and another for another generation. */
    public static Struct row(long id, int generation) {
        long mixed = ((id + generation) * 0x9E3779B97F4A7C15L) >>> 20;
        return new Struct(VALUE)
                .put("id", id)
                .put("customer", (int) (mixed % 100_000))
                .put("status", STATES[(int) (mixed % STATES.length)])
                .put("amount", BigDecimal.valueOf(mixed % 10_000_000, 2))
                .put("quantity", (short) (mixed % 100 + generation * 1000L))
                .put("weight", mixed % 10 == 0 ? null : (mixed % 100_000) / 64.0)
                .put("paid", mixed % 2 == 0)
                .put("day", new Date((19_000 + mixed % 1000) * DAY_MILLIS))
                .put("changed", new Date(FIRST_CHANGE + id * 100))
                .put("note", NOTE.repeat(3) + Long.toHexString(mixed) + " öü");
    }
}
