package io.bendsync.converter.json.read;

import io.bendsync.converter.json.fallback.HandOver;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Date;
import java.util.function.Function;
import org.apache.kafka.connect.data.Schema;

/** Reads Connect's own logical types. */
@SuppressWarnings("JavaUtilDate") // the class of Connect's logical types
final class LogicalReader extends ValueReader {

    private static final long DAY_MILLIS = 86_400_000;

    private final Function<JsonCursor, Object> value;

    private LogicalReader(Schema schema, boolean defaultsForNull, Function<JsonCursor, Object> value) {
        super(schema, defaultsForNull);
        this.value = value;
    }

    @Override
    Object readValue(JsonCursor in) {
        return value.apply(in);
    }

    static LogicalReader date(Schema schema, boolean defaultsForNull) {
        return new LogicalReader(
                schema, defaultsForNull, in -> new Date(JsonNumber.next(in).intExactly() * DAY_MILLIS));
    }

    static LogicalReader time(Schema schema, boolean defaultsForNull) {
        return new LogicalReader(schema, defaultsForNull, in -> {
            int millis = JsonNumber.next(in).intExactly();
            if (millis < 0 || millis > DAY_MILLIS) {
                throw HandOver.signal();
            }
            return new Date(millis);
        });
    }

    static LogicalReader timestamp(Schema schema, boolean defaultsForNull) {
        return new LogicalReader(
                schema, defaultsForNull, in -> new Date(JsonNumber.next(in).longValue()));
    }

    /** Either form of a decimal, whichever was written; a number keeps the scale it came with. */
    static LogicalReader decimal(Schema schema, int scale, boolean defaultsForNull) {
        return new LogicalReader(schema, defaultsForNull, in -> {
            if (in.peek() != '"') {
                return JsonNumber.next(in).decimalValue();
            }
            byte[] unscaled = JsonText.base64(in);
            if (unscaled.length == 0) {
                throw HandOver.signal();
            }
            return new BigDecimal(new BigInteger(unscaled), scale);
        });
    }
}
