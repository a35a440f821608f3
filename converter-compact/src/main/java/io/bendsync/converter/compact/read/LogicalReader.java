package io.bendsync.converter.compact.read;

import io.bendsync.converter.compact.wire.CompactCursor;
import java.util.Date;
import java.util.function.ToLongFunction;
import org.apache.kafka.connect.data.Schema;

/** Reads Connect's dates, times and timestamps. */
@SuppressWarnings("JavaUtilDate") // the class of Connect's logical types
final class LogicalReader extends ValueReader {

    private static final long DAY_MILLIS = 86_400_000;

    private final ToLongFunction<CompactCursor> millis;

    private LogicalReader(Schema schema, ToLongFunction<CompactCursor> millis) {
        super(schema);
        this.millis = millis;
    }

    @Override
    public Object readValue(CompactCursor in) {
        return new Date(millis.applyAsLong(in));
    }

    static ValueReader date(Schema schema) {
        return new LogicalReader(schema, in -> in.signed(Integer.MIN_VALUE, Integer.MAX_VALUE) * DAY_MILLIS);
    }

    static ValueReader time(Schema schema) {
        return new LogicalReader(schema, in -> in.signed(0, DAY_MILLIS));
    }

    static ValueReader timestamp(Schema schema) {
        return new LogicalReader(schema, CompactCursor::signed);
    }
}
