package io.bendsync.sink.commit;

import io.bendsync.sink.record.BadRecordException;
import io.bendsync.sink.record.Change;
import io.bendsync.sink.record.Place;
import java.util.HashMap;
import java.util.Map;

/**
 * Why a lane is not written at the moment.
 *
 * @param fenced whether another task owns its partitions; else its records have to be read again
 * @param since when that was found, in milliseconds
 * @param guilty records that cannot be written, each with the reason, to be disposed of when they are read again
 */
public record LaneTrouble(boolean fenced, long since, Map<Place, BadRecordException> guilty) {
    static LaneTrouble ofFencing() {
        return new LaneTrouble(true, System.currentTimeMillis(), Map.of());
    }

    /**
     * Nobody is to blame, but records have to be read again: Databend refuses rows of which only the encoded form is
     * left, or a batch was given up, or is about to be, with partitions that were ours.
     */
    static LaneTrouble ofDoubt() {
        return new LaneTrouble(false, System.currentTimeMillis(), Map.of());
    }

    static LaneTrouble ofBadRows(Map<Change, BadRecordException> rows) {
        Map<Place, BadRecordException> guilty = new HashMap<>();
        rows.forEach((change, reason) -> guilty.put(change.origin(), reason.forgetful()));
        return new LaneTrouble(false, System.currentTimeMillis(), Map.copyOf(guilty));
    }
}
