package io.bendsync.source.jdbc.position;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A source offset, taken apart. Its fields are those of Confluent's connector, and ours beside them:
 *
 * <table>
 * <caption>Fields</caption>
 * <tr><td>{@code incrementing}</td><td>Confluent's: the incrementing column's value</td></tr>
 * <tr><td>{@code timestamp}, {@code timestamp_nanos}</td><td>Confluent's: milliseconds since 1970, and the second's
 * nanoseconds</td></tr>
 * <tr><td>{@code position}</td><td>ours: the timestamp as the column holds it, exact in any time zone</td></tr>
 * <tr><td>{@code key}</td><td>ours: the rest of the row's position</td></tr>
 * <tr><td>{@code pending}</td><td>ours: ids below {@code incrementing} that may still be committed</td></tr>
 * <tr><td>{@code load}, {@code load_rows}, {@code load_done}</td><td>ours, of a chunk of the first load: its plan, how
 * many rows were read, and that there are no more</td></tr>
 * <tr><td>{@code columns}</td><td>ours: the columns that all this is about</td></tr>
 * <tr><td>{@code keys_…}</td><td>ours: the keys that were sent and not yet deleted, see the package {@code deletes}</td></tr>
 * </table>
 *
 * @param fields the fields as stored
 */
public record StoredOffset(Map<String, Object> fields) {
    public static final String INCREMENTING = "incrementing";
    public static final String TIMESTAMP = "timestamp";
    public static final String TIMESTAMP_NANOS = "timestamp_nanos";
    public static final String POSITION = "position";
    public static final String KEY = "key";
    public static final String PENDING = "pending";
    public static final String COLUMNS = "columns";
    public static final String LOAD = "load";
    public static final String LOAD_ROWS = "load_rows";
    public static final String LOAD_DONE = "load_done";

    /** The key's columns and their kinds. */
    public static final String KEYS_OF = "keys_of";
    /** Keys, as a text: in a table's offset those not yet in a run, in a run's offset the run's. */
    public static final String KEYS_KNOWN = "keys_known";
    /** The latest timestamp of the rows whose keys these are. */
    public static final String KEYS_NEWEST = "keys_newest";
    /** How many runs a table has. */
    public static final String KEYS_RUNS = "keys_runs";
    /** The runs that may not be stored in their own partitions yet, as a list of texts. */
    public static final String KEYS_UNSURE = "keys_unsure";
    /** Larger in each later offset. */
    public static final String KEYS_STAMP = "keys_stamp";
    /** How far the keys of rows sent before have been read. */
    public static final String KEYS_BASELINE = "keys_baseline";
    /** The transactions whose deletes have been read out of the binlog. */
    public static final String GTIDS = "gtids";

    public StoredOffset {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** The incrementing column's value as text. */
    public Optional<String> incrementing() {
        return text(INCREMENTING);
    }

    /** Our own form of the timestamp. */
    public Optional<String> position() {
        return text(POSITION);
    }

    /** Confluent's form of the timestamp: milliseconds since 1970. */
    public Optional<Long> timestampMs() {
        return Optional.ofNullable(fields.get(TIMESTAMP)).map(value -> ((Number) value).longValue());
    }

    /** The nanoseconds of its second. */
    public Optional<Long> timestampNanos() {
        return Optional.ofNullable(fields.get(TIMESTAMP_NANOS)).map(value -> ((Number) value).longValue());
    }

    /** The rest of the position, component by component. */
    public List<String> key() {
        return text(KEY).map(TextList::parse).orElse(List.of());
    }

    /**
     * The position in a reading order that begins with a timestamp, as far as it is stored: one value or all.
     *
     * @param order the order
     * @throws IllegalArgumentException when a value is none of its column's
     */
    public List<Object> position(ReadingOrder order) {
        List<Object> values = new ArrayList<>();
        position().ifPresent(values::add);
        order.incrementing()
                .ifPresent(id -> incrementing().map(id.type()::ofText).ifPresent(values::add));
        List<String> rest = key();
        for (int i = 0; i < rest.size() && i < order.rest().size(); i++) {
            values.add(order.rest().get(i).type().ofText(rest.get(i)));
        }
        return values.size() == order.components().size() ? values : values.subList(0, Math.min(1, values.size()));
    }

    /** The ids that may still come. */
    public String pending() {
        return text(PENDING).orElse("");
    }

    /** The columns the offset is about; empty in offsets that others wrote. */
    public Optional<String> columns() {
        return text(COLUMNS);
    }

    /** The plan of the first load that the offset is of. */
    public Optional<String> load() {
        return text(LOAD);
    }

    /** How many rows of its chunk were read. */
    public long loadRows() {
        return fields.get(LOAD_ROWS) instanceof Number rows ? rows.longValue() : 0;
    }

    /** Whether all rows of its chunk were read. */
    public boolean loaded() {
        return fields.containsKey(LOAD_DONE);
    }

    private Optional<String> text(String field) {
        return Optional.ofNullable(fields.get(field)).map(Object::toString);
    }
}
