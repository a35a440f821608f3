package io.bendsync.source.jdbc.poll;

import io.bendsync.source.jdbc.failure.SourceException;
import io.bendsync.source.jdbc.gap.IdRanges;
import io.bendsync.source.jdbc.page.Keyset.Range;
import io.bendsync.source.jdbc.position.ColumnClock;
import io.bendsync.source.jdbc.position.CursorColumn;
import io.bendsync.source.jdbc.position.IdOrdinal;
import io.bendsync.source.jdbc.position.PositionType;
import io.bendsync.source.jdbc.position.ReadingOrder;
import io.bendsync.source.jdbc.position.StoredOffset;
import io.bendsync.source.jdbc.position.TemporalText;
import io.bendsync.source.jdbc.table.TableName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Where to go on, from what is stored and what is configured. An offset that another mode or Confluent's connector
 * wrote is taken as far as it can be without losing a row; one that cannot be taken is an error, never a new beginning.
 *
 * @param table the table, for messages
 * @param order its reading order now
 * @param query the text of the query read, empty for a table
 * @param stored what is stored, empty at the first start
 */
record Starts(TableName table, ReadingOrder order, Optional<String> query, Optional<StoredOffset> stored) {
    private static final String INCREMENTING = "incrementing=";
    private static final String QUERY = "query=";
    private static final String TIMESTAMP = "timestamp=";

    /**
     * Gives the start of mode {@code incrementing}.
     *
     * @param initial begin above this id when nothing is stored
     */
    IncrementingStart incrementing(Optional<String> initial) {
        CursorColumn id = order.incrementing().orElseThrow();
        IdOrdinal ordinal = new IdOrdinal(id.columns().get(0).unsigned());
        KeyText key = new KeyText(order.rest());
        IncrementingOffsets offsets = new IncrementingOffsets(ordinal, columns(), key);
        if (stored.isEmpty()) {
            List<Object> cursor = initial.map(value -> List.of(ordinal.value(ordinal.parse(value))))
                    .orElse(List.of());
            return new IncrementingStart(cursor, new IdRanges(), offsets, Optional.empty());
        }
        StoredOffset offset = stored.get();
        checkQuery();
        checkColumn(INCREMENTING, id);
        if (offset.position().isPresent() || offset.timestampMs().isPresent()) {
            throw unfit("it was written in a mode with a timestamp, whose order says nothing about the ids");
        }
        String last = offset.incrementing().orElseThrow(() -> unfit("it holds no incrementing value"));
        try {
            List<Object> cursor = new ArrayList<>();
            cursor.add(id.type().ofText(last));
            cursor.addAll(key.read(offset));
            return new IncrementingStart(cursor, IdRanges.parse(offset.pending(), ordinal), offsets, Optional.empty());
        } catch (IllegalArgumentException e) {
            throw unfit("its values are no whole numbers");
        }
    }

    /**
     * Gives the start of the modes with a timestamp.
     *
     * @param clock the timestamp column's clock
     * @param initial begin at this time when nothing is stored
     */
    TimestampStart timestamp(ColumnClock clock, Optional<String> initial) {
        CursorColumn time = order.timestamp().orElseThrow();
        KeyText key = new KeyText(order.rest());
        TimestampOffsets offsets =
                new TimestampOffsets(clock, order.incrementing().isPresent(), columns(), key);
        if (stored.isEmpty()) {
            return new TimestampStart(initial.map(Range.ALL::from).orElse(Range.ALL), null, offsets);
        }
        StoredOffset offset = stored.get();
        checkQuery();
        order.incrementing().ifPresent(id -> checkColumn(INCREMENTING, id));
        Optional<String> last = offset.position()
                .or(() -> offset.timestampMs()
                        .map(ms -> TemporalText.of(
                                clock.at(ms, offset.timestampNanos().orElse(ms % 1000 * 1_000_000)))));
        if (last.isEmpty()) {
            // Written in mode incrementing: all timestamps are still to be read.
            return new TimestampStart(Range.ALL, offset.fields(), offsets);
        }
        checkColumn(TIMESTAMP, time);
        List<Object> position = new ArrayList<>();
        position.add(last.get());
        order.incrementing()
                .ifPresent(id -> offset.incrementing().map(id.type()::ofText).ifPresent(position::add));
        position.addAll(key.read(offset));
        boolean whole = position.size() == order.components().size() && (position.size() > 1 || !order.unique());
        // Without the whole position it begins at the first row of that time: some may come twice, none is lost.
        return new TimestampStart(
                whole ? Range.ALL.after(position) : Range.ALL.from(last.get()), offset.fields(), offsets);
    }

    /**
     * Gives the start of a chunk that is read by its key, in the order of which this is.
     *
     * @param above the value of the key's first column above which it begins when nothing is stored, empty for the first
     * @param upTo the value at which it ends, empty for no end
     */
    Range keys(Optional<String> above, Optional<String> upTo) {
        PositionType first = order.components().get(0).type();
        Range chunk = upTo.map(first::ofText).map(Range.ALL::upTo).orElse(Range.ALL);
        if (stored.isEmpty()) {
            return above.map(first::ofText)
                    .map(value -> chunk.after(List.of(value)))
                    .orElse(chunk);
        }
        List<Object> position = new KeyText(order.rest()).read(stored.get());
        if (position.isEmpty() || !stored.get().columns().equals(Optional.of(columns()))) {
            throw unfit("the table's first load was begun by another key");
        }
        return chunk.after(position);
    }

    /** The columns that offsets in this order are about. */
    String columns() {
        List<String> parts = new ArrayList<>();
        query.ifPresent(text -> parts.add(QUERY + mark(text)));
        order.timestamp().ifPresent(column -> parts.add(TIMESTAMP + column.name()));
        order.incrementing().ifPresent(column -> parts.add(INCREMENTING + column.name()));
        parts.addAll(new KeyText(order.rest()).columns());
        return String.join(";", parts);
    }

    /** Tells queries apart without repeating them. */
    private static String mark(String text) {
        CRC32C sum = new CRC32C();
        sum.update(text.replaceAll("\\s+", " ").getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(sum.getValue());
    }

    private void checkQuery() {
        String columns = stored.flatMap(StoredOffset::columns).orElse("");
        for (String part : columns.split(";", -1)) {
            if (part.startsWith(QUERY) && !part.equals(QUERY + mark(query.orElse("")))) {
                throw unfit("it is about another query");
            }
        }
    }

    /** The stored offset must be about the same column, if it says which it is about and has that kind at all. */
    private void checkColumn(String kind, CursorColumn now) {
        String columns = stored.flatMap(StoredOffset::columns).orElse("");
        for (String column : columns.split(";", -1)) {
            if (column.startsWith(kind) && !column.equals(kind + now.name())) {
                throw unfit("it is about the column " + column.substring(kind.length()) + ", and " + now.name()
                        + " is configured now");
            }
        }
    }

    private SourceException unfit(String why) {
        return new SourceException("The stored offset of table " + table + " does not fit: " + why
                + ". Configure what it fits, or stop the connector and reset its offsets"
                + " (PUT /connectors/NAME/stop, DELETE /connectors/NAME/offsets) to read the table from the beginning,"
                + " or give the connector another name");
    }
}
