package io.bendsync.source.jdbc.decode;

import io.bendsync.source.jdbc.table.Column;
import java.time.LocalDate;
import java.util.Date;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Timestamp;

/** DATE, DATETIME, TIMESTAMP, TIME and YEAR. The session's time zone is UTC, so a TIMESTAMP comes as the instant. */
@SuppressWarnings("JavaUtilDate") // Connect's logical types are made of it.
final class Dates {
    private static final long MICROS_PER_DAY = 86_400_000_000L;
    private static final long MILLIS_PER_DAY = 86_400_000L;

    private Dates() {}

    static ColumnDecoder date(Column column, DecodeOptions options) {
        return of(
                column,
                options,
                org.apache.kafka.connect.data.Date.builder(),
                (day, micros) -> new Date(day * MILLIS_PER_DAY));
    }

    /** Milliseconds as Connect's Timestamp up to three digits, else Debezium's microseconds. */
    static ColumnDecoder dateTime(Column column, DecodeOptions options) {
        Granularity granularity = options.granularity();
        if (granularity != Granularity.CONNECT_LOGICAL) {
            SchemaBuilder plain = granularity.number() ? SchemaBuilder.int64() : SchemaBuilder.string();
            return of(column, options, plain, granularity::value);
        }
        if (column.scale() <= 3) {
            return of(
                    column,
                    options,
                    Timestamp.builder(),
                    (day, micros) -> new Date(day * MILLIS_PER_DAY + micros / 1000));
        }
        SchemaBuilder schema =
                SchemaBuilder.int64().name(Semantics.MICRO_TIMESTAMP).version(1);
        return of(column, options, schema, (day, micros) -> day * MICROS_PER_DAY + micros);
    }

    /** Microseconds, from -838:59:59 to 838:59:59. */
    static ColumnDecoder time(Column column) {
        SchemaBuilder schema = SchemaBuilder.int64().name(Semantics.MICRO_TIME).version(1);
        return new ColumnDecoder(Semantics.finish(schema, column), Dates::duration);
    }

    static ColumnDecoder year(Column column) {
        SchemaBuilder schema = SchemaBuilder.int32().name(Semantics.YEAR).version(1);
        return new ColumnDecoder(
                Semantics.finish(schema, column), raw -> (int) LittleEndian.unsigned(raw, 0, raw.length));
    }

    private static ColumnDecoder of(Column column, DecodeOptions options, SchemaBuilder schema, DayAndMicros value) {
        ZeroDates zeros = options.zeroDates();
        String name = column.name();
        return new ColumnDecoder(Semantics.finish(schema, column, column.nullable() || zeros.makesNulls()), raw -> {
            if (RawDateTime.isZero(raw)) {
                LocalDate instead = zeros.instead(name);
                return instead == null ? null : value.of(instead.toEpochDay(), 0);
            }
            return value.of(RawDateTime.date(raw).toEpochDay(), RawDateTime.microsOfDay(raw));
        });
    }

    private static long duration(byte[] raw) {
        if (raw.length < 8) {
            return 0L;
        }
        long seconds = LittleEndian.unsigned(raw, 1, 4) * 86_400 + raw[5] * 3600L + raw[6] * 60L + raw[7];
        long micros = seconds * 1_000_000 + (raw.length < 12 ? 0 : LittleEndian.unsigned(raw, 8, 4));
        return raw[0] == 0 ? micros : -micros;
    }

    @FunctionalInterface
    private interface DayAndMicros {
        Object of(long epochDay, long microsOfDay);
    }
}
