package io.bendsync.source.jdbc.poll;

import io.bendsync.source.jdbc.position.ColumnClock;
import io.bendsync.source.jdbc.position.StoredOffset;
import io.bendsync.source.jdbc.position.TemporalText;
import java.time.temporal.ChronoField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the offsets of the modes with a timestamp.
 *
 * @param clock the timestamp column's clock
 * @param incrementing whether the second component is the incrementing column
 * @param columns the columns the offsets are about
 * @param key writes the rest of a position
 */
record TimestampOffsets(ColumnClock clock, boolean incrementing, String columns, KeyText key) {
    Map<String, Object> after(List<Object> position) {
        return new LazyOffset(() -> fields(position));
    }

    /** Everything before a time is done, nothing from it on. */
    Map<String, Object> from(String time) {
        return new LazyOffset(() -> {
            Map<String, Object> fields = new LinkedHashMap<>();
            putTime(fields, time);
            fields.put(StoredOffset.COLUMNS, columns);
            return fields;
        });
    }

    private void putTime(Map<String, Object> fields, String text) {
        TemporalText.parse(text).ifPresent(time -> {
            fields.put(StoredOffset.TIMESTAMP, clock.instant(time).toEpochMilli());
            fields.put(StoredOffset.TIMESTAMP_NANOS, time.getLong(ChronoField.NANO_OF_SECOND));
        });
        fields.put(StoredOffset.POSITION, text);
    }

    private Map<String, Object> fields(List<Object> position) {
        Map<String, Object> fields = new LinkedHashMap<>();
        putTime(fields, (String) position.get(0));
        int rest = 1;
        if (incrementing) {
            Object id = position.get(1);
            fields.put(StoredOffset.INCREMENTING, id instanceof Long ? id : id.toString());
            rest = 2;
        }
        fields.put(StoredOffset.COLUMNS, columns);
        key.put(fields, position.subList(rest, position.size()));
        return fields;
    }
}
