package io.bendsync.source.jdbc.poll;

import io.bendsync.source.jdbc.gap.IdRanges;
import java.util.List;

/**
 * Where mode {@code incrementing} begins.
 *
 * @param cursor the position of the last row read, empty for none
 * @param pending ids below it that were missing
 * @param offsets writes the offsets from here on
 */
record IncrementingStart(List<Object> cursor, IdRanges pending, IncrementingOffsets offsets) {}
