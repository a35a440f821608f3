package io.bendsync.converter.schemas.record;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers what was worked out for the keys used last, and no more than {@code size} of them. Any number of threads may
 * use it.
 *
 * @param <K> what it is known by
 * @param <V> what was worked out
 */
final class LatestUsed<K, V> {

    private final Map<K, V> entries;

    LatestUsed(int size) {
        this.entries = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > size;
            }
        };
    }

    synchronized V get(K key) {
        return entries.get(key);
    }

    synchronized void put(K key, V value) {
        entries.put(key, value);
    }
}
