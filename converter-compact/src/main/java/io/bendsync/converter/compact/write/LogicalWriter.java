package io.bendsync.converter.compact.write;

import io.bendsync.converter.compact.wire.CompactBytes;
import io.bendsync.converter.compact.wire.Unfit;
import java.util.Date;
import org.apache.kafka.connect.data.Schema;

/**
 * Writes Connect's dates, times and timestamps as numbers: days, milliseconds of the day,
 * milliseconds. What the logical types' own {@code fromLogical} refuses is refused here.
 */
@SuppressWarnings("JavaUtilDate") // the class of Connect's logical types
abstract class LogicalWriter extends ValueWriter {

    private static final long DAY_MILLIS = 86_400_000;

    private LogicalWriter(Schema schema) {
        super(schema);
    }

    @Override
    public final void writeValue(CompactBytes out, Object value) {
        out.signed(number(as(Date.class, value).getTime()));
    }

    /** What is written for this instant, in milliseconds since 1970, UTC. */
    abstract long number(long millis);

    static ValueWriter date(Schema schema) {
        return new LogicalWriter(schema) {
            @Override
            long number(long millis) {
                long days = millis / DAY_MILLIS;
                if (millis % DAY_MILLIS != 0 || days != (int) days) {
                    throw new Unfit("expected a java.util.Date at midnight UTC within 32 bits of days, got another");
                }
                return days;
            }
        };
    }

    static ValueWriter time(Schema schema) {
        return new LogicalWriter(schema) {
            @Override
            long number(long millis) {
                if (millis < 0 || millis > DAY_MILLIS) {
                    throw new Unfit("expected a java.util.Date within the first day of 1970, UTC, got another");
                }
                return millis;
            }
        };
    }

    static ValueWriter timestamp(Schema schema) {
        return new LogicalWriter(schema) {
            @Override
            long number(long millis) {
                return millis;
            }
        };
    }
}
