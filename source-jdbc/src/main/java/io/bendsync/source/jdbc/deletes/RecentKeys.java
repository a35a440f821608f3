package io.bendsync.source.jdbc.deletes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The keys sent since the last run was closed, each once, in order. A snapshot stays as it is whatever is added later,
 * in another thread too, as long as {@link #begin} is called between two batches.
 */
final class RecentKeys {
    private final Set<List<String>> all = new HashSet<>();
    private List<List<String>> before = List.of();
    private List<List<String>> batch = new ArrayList<>();
    private String newest = "";
    private long bytes;

    /** Nothing yet. */
    RecentKeys() {}

    /** These keys. */
    RecentKeys(List<List<String>> keys, String newest) {
        keys.forEach(key -> add(key, newest));
        this.newest = newest;
    }

    /** What was added before belongs to earlier batches from here on. */
    void begin() {
        if (!batch.isEmpty()) {
            before = new Snapshot(before, batch, batch.size(), newest).keys();
            batch = new ArrayList<>();
        }
    }

    /**
     * Adds a key.
     *
     * @param key the key
     * @param timestamp its row's timestamp, empty when the mode has none
     */
    void add(List<String> key, String timestamp) {
        if (all.add(key)) {
            batch.add(key);
            bytes += bytes(key);
        }
        if (timestamp.compareTo(newest) > 0) {
            newest = timestamp;
        }
    }

    int size() {
        return all.size();
    }

    /** How long the keys are in UTF-8. */
    long bytes() {
        return bytes;
    }

    /** How long a key is in UTF-8, surrogates counted one by one. */
    static long bytes(List<String> key) {
        long bytes = 0;
        for (String text : key) {
            bytes += text.length();
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                bytes += c < 0x80 ? 0 : c < 0x800 ? 1 : 2;
            }
        }
        return bytes;
    }

    Snapshot snapshot() {
        return new Snapshot(before, batch, batch.size(), newest);
    }

    /**
     * The keys at one time.
     *
     * @param before those of earlier batches
     * @param batch those of the last batch, which may grow
     * @param count how many of the last batch there were
     * @param newest the latest timestamp of their rows
     */
    record Snapshot(List<List<String>> before, List<List<String>> batch, int count, String newest) {
        List<List<String>> keys() {
            List<List<String>> keys = new ArrayList<>(before.size() + count);
            keys.addAll(before);
            keys.addAll(batch.subList(0, count));
            return keys;
        }
    }
}
