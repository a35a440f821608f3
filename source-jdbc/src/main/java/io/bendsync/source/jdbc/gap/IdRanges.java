package io.bendsync.source.jdbc.gap;

import io.bendsync.source.jdbc.position.IdOrdinal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A set of ids, kept as ranges. Ids are ordinals, see {@link IdOrdinal}. */
public final class IdRanges {
    private static final String TO = "..";

    private final TreeMap<Long, Long> lastByFirst = new TreeMap<>();

    /** A copy that goes its own way. */
    public IdRanges copy() {
        IdRanges copy = new IdRanges();
        copy.lastByFirst.putAll(lastByFirst);
        return copy;
    }

    /** Adds all ids from first to last; nothing when last is below first. They must not be in the set yet. */
    public void add(long first, long last) {
        if (first <= last) {
            lastByFirst.put(first, last);
        }
    }

    /** Takes one id out; nothing when it is not in the set. */
    public void remove(long id) {
        Map.Entry<Long, Long> range = lastByFirst.floorEntry(id);
        if (range == null || range.getValue() < id) {
            return;
        }
        long first = range.getKey();
        long last = range.getValue();
        lastByFirst.remove(first);
        if (first < id) {
            lastByFirst.put(first, id - 1);
        }
        if (id < last) {
            lastByFirst.put(id + 1, last);
        }
    }

    /** Takes out all ids up to and including this one. */
    public void removeUpTo(long id) {
        Map.Entry<Long, Long> range = lastByFirst.floorEntry(id);
        if (range == null) {
            return;
        }
        long last = range.getValue();
        lastByFirst.headMap(id, true).clear();
        if (id < last) {
            lastByFirst.put(id + 1, last);
        }
    }

    /** Whether the id is in the set. */
    public boolean contains(long id) {
        Map.Entry<Long, Long> range = lastByFirst.floorEntry(id);
        return range != null && id <= range.getValue();
    }

    public boolean isEmpty() {
        return lastByFirst.isEmpty();
    }

    /** How many ranges there are. */
    public int size() {
        return lastByFirst.size();
    }

    /** The largest id; not to be asked of an empty set. */
    public long last() {
        return lastByFirst.lastEntry().getValue();
    }

    /** The ranges in order. */
    public List<Range> ranges() {
        List<Range> ranges = new ArrayList<>(lastByFirst.size());
        lastByFirst.forEach((first, last) -> ranges.add(new Range(first, last)));
        return ranges;
    }

    /** For the stored offset: {@code 12,15..18}. */
    public String text(IdOrdinal ordinal) {
        StringBuilder text = new StringBuilder();
        lastByFirst.forEach((first, last) -> {
            text.append(text.isEmpty() ? "" : ",").append(ordinal.text(first));
            if (!first.equals(last)) {
                text.append(TO).append(ordinal.text(last));
            }
        });
        return text.toString();
    }

    /**
     * Gives the set.
     *
     * @param text what {@link #text} made
     * @param ordinal how the column's numbers are counted
     * @throws NumberFormatException when the text is something else
     */
    public static IdRanges parse(String text, IdOrdinal ordinal) {
        IdRanges ranges = new IdRanges();
        if (!text.isEmpty()) {
            for (String part : text.split(",", -1)) {
                int to = part.indexOf(TO);
                long first = ordinal.parse(to < 0 ? part : part.substring(0, to));
                ranges.add(first, to < 0 ? first : ordinal.parse(part.substring(to + TO.length())));
            }
        }
        return ranges;
    }

    /**
     * Ids without a hole between them.
     *
     * @param first the first id
     * @param last the last id
     */
    public record Range(long first, long last) {}
}
