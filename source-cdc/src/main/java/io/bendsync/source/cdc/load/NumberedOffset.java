package io.bendsync.source.cdc.load;

import java.util.AbstractMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * An offset of one record's own. Rows without a key may be equal, and where exactly-once is on Connect takes equal records
 * for one when it tells that they are in Kafka: the load would wait for the others for ever.
 */
final class NumberedOffset extends AbstractMap<String, Object> {

    private static final String NUMBER = "record";

    private final Map<String, Object> offset;
    private final Entry<String, Object> number;

    /**
     * Numbers an offset.
     *
     * @param offset is shared, and filled in later
     * @param number the record's among those that share it
     */
    NumberedOffset(Map<String, Object> offset, int number) {
        this.offset = offset;
        this.number = Map.entry(NUMBER, number);
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        Set<Entry<String, Object>> entries = new LinkedHashSet<>(offset.entrySet());
        entries.add(number);
        return entries;
    }
}
