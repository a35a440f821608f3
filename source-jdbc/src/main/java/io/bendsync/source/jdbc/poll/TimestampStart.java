package io.bendsync.source.jdbc.poll;

import io.bendsync.source.jdbc.page.Keyset.Range;
import java.util.Map;

/**
 * Where a mode with a timestamp begins.
 *
 * @param range what is still to be read
 * @param stored the stored offset, null for none
 * @param offsets writes the offsets from here on
 */
record TimestampStart(Range range, Map<String, ?> stored, TimestampOffsets offsets) {}
