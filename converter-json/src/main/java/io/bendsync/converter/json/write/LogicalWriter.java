package io.bendsync.converter.json.write;

import io.bendsync.converter.json.fallback.HandOver;
import java.math.BigDecimal;
import java.util.Date;
import org.apache.kafka.connect.data.Schema;

/** Writes Connect's dates, times and timestamps as numbers: days, milliseconds of the day, milliseconds. */
@SuppressWarnings("JavaUtilDate") // the class of Connect's logical types
abstract class LogicalWriter extends ValueWriter {

    private static final long DAY_MILLIS = 86_400_000;
    /** Beyond, a day would not fit the number of days. */
    private static final long LAST_DAY = Integer.MAX_VALUE;

    LogicalWriter(Schema schema, boolean defaultsForNull) {
        super(schema, defaultsForNull);
    }

    @Override
    final void writeValue(JsonBytes out, Object value) {
        if (!(value instanceof Date date)) {
            throw HandOver.signal();
        }
        out.number(number(date.getTime()));
    }

    /** What is written for this instant (in milliseconds since 1970, UTC), or hands over. */
    abstract long number(long millis);

    static LogicalWriter date(Schema schema, boolean defaultsForNull) {
        return new LogicalWriter(schema, defaultsForNull) {
            @Override
            long number(long millis) {
                long days = millis / DAY_MILLIS;
                if (millis % DAY_MILLIS != 0 || days > LAST_DAY || days < -LAST_DAY) {
                    throw HandOver.signal();
                }
                return days;
            }
        };
    }

    static LogicalWriter time(Schema schema, boolean defaultsForNull) {
        return new LogicalWriter(schema, defaultsForNull) {
            @Override
            long number(long millis) {
                if (millis < 0 || millis > DAY_MILLIS) {
                    throw HandOver.signal();
                }
                return millis;
            }
        };
    }

    static LogicalWriter timestamp(Schema schema, boolean defaultsForNull) {
        return new LogicalWriter(schema, defaultsForNull) {
            @Override
            long number(long millis) {
                return millis;
            }
        };
    }

    /** Decimals as numbers with all their digits; the schema's scale plays no part. */
    static ValueWriter numericDecimal(Schema schema, boolean defaultsForNull) {
        return new ValueWriter(schema, defaultsForNull) {
            @Override
            void writeValue(JsonBytes out, Object value) {
                out.plain(decimal(value).toString());
            }
        };
    }

    /** Decimals as Base64 of the unscaled value; one of another scale than the schema's is an error. */
    static ValueWriter base64Decimal(Schema schema, int scale, boolean defaultsForNull) {
        return new ValueWriter(schema, defaultsForNull) {
            @Override
            void writeValue(JsonBytes out, Object value) {
                BigDecimal decimal = decimal(value);
                if (decimal.scale() != scale) {
                    throw HandOver.signal();
                }
                out.base64(decimal.unscaledValue().toByteArray());
            }
        };
    }

    private static BigDecimal decimal(Object value) {
        if (!(value instanceof BigDecimal decimal)) {
            throw HandOver.signal();
        }
        return decimal;
    }
}
