package io.bendsync.source.jdbc.poll;

import io.bendsync.source.jdbc.gap.IdRanges;
import java.util.List;
import java.util.Optional;

/**
 * Where mode {@code incrementing} begins.
 *
 * @param cursor the position of the last row read, empty for none
 * @param pending ids below it that were missing
 * @param offsets writes the offsets from here on
 * @param upTo the largest id to read, itself included; empty for no end
 */
record IncrementingStart(List<Object> cursor, IdRanges pending, IncrementingOffsets offsets, Optional<Object> upTo) {
    /** The same with an end. */
    IncrementingStart upTo(Object id) {
        return new IncrementingStart(cursor, pending, offsets, Optional.of(id));
    }
}
