package io.bendsync.source.jdbc.deletes;

import io.bendsync.source.jdbc.position.StoredOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Some thousand keys that were sent one after the other, in a source partition of their own.
 *
 * @param number which of the table's runs, from 1
 * @param stamp larger in each later version of any of the table's runs
 * @param newest the latest timestamp of the rows whose keys these are; empty when the mode has none
 * @param text the keys, see {@link KeyCodec}
 */
record KeyRun(int number, long stamp, String newest, String text) {
    /** The run of a stored offset; empty when it is not the offset of a run. */
    static Optional<KeyRun> stored(int number, Map<String, Object> offset) {
        if (offset == null
                || !(offset.get(StoredOffset.KEYS_STAMP) instanceof Number stamp)
                || !(offset.get(StoredOffset.KEYS_KNOWN) instanceof String text)) {
            return Optional.empty();
        }
        Object newest = offset.get(StoredOffset.KEYS_NEWEST);
        return Optional.of(new KeyRun(number, stamp.longValue(), newest == null ? "" : newest.toString(), text));
    }

    /** The keys, sorted. */
    List<List<String>> keys() {
        return KeyCodec.decode(text);
    }

    /** The offset to store. */
    Map<String, Object> offset() {
        Map<String, Object> offset = new LinkedHashMap<>();
        offset.put(StoredOffset.KEYS_KNOWN, text);
        offset.put(StoredOffset.KEYS_STAMP, stamp);
        offset.put(StoredOffset.KEYS_NEWEST, newest);
        return offset;
    }

    /** The same run with other keys. */
    KeyRun with(List<List<String>> keys, long later) {
        return new KeyRun(number, later, newest, KeyCodec.encode(keys));
    }
}
