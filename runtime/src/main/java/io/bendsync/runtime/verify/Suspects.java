package io.bendsync.runtime.verify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The keys that differed at the first look, by where they are, until they are seen to agree. */
final class Suspects {
    /** Each holds some hundred rows. */
    private static final int RANGES_AT_ONCE = 16;

    private static final Sight NO_ROW = Sight.of(List.of());

    private final Map<Slice, Map<List<String>, Suspect>> bySlice = new LinkedHashMap<>();

    Suspects(Map<Slice, Map<List<String>, Finding>> found) {
        found.forEach((slice, findings) -> {
            Map<List<String>, Suspect> suspects = new LinkedHashMap<>();
            findings.forEach((key, finding) -> suspects.put(key, new Suspect(finding)));
            bySlice.put(slice, suspects);
        });
    }

    /** Where they are, by what can be looked at again at once. */
    List<List<Slice>> slices() {
        List<List<Slice>> batches = new ArrayList<>();
        List<Slice> ranges = new ArrayList<>();
        for (Slice slice : bySlice.keySet()) {
            if (slice instanceof KeyClass) {
                batches.add(List.of(slice));
            } else {
                ranges.add(slice);
            }
        }
        for (int from = 0; from < ranges.size(); from += RANGES_AT_ONCE) {
            batches.add(ranges.subList(from, Math.min(ranges.size(), from + RANGES_AT_ONCE)));
        }
        return batches;
    }

    /** Those that can be looked at in MySQL time and again at little cost; empty when there are too many of them. */
    List<Slice> watched() {
        return bySlice.size() <= RANGES_AT_ONCE && bySlice.keySet().stream().noneMatch(KeyClass.class::isInstance)
                ? List.copyOf(bySlice.keySet())
                : List.of();
    }

    boolean isEmpty() {
        return bySlice.isEmpty();
    }

    /** Takes in another look at some slices; keys that differ for the first time there are newly on their way. */
    void seeAgain(Collection<Slice> slices, Map<List<String>, Finding> now) {
        for (Slice slice : slices) {
            Map<List<String>, Suspect> suspects = bySlice.get(slice);
            suspects.entrySet()
                    .removeIf(entry -> !now.containsKey(entry.getKey())
                            || !entry.getValue().see(now.get(entry.getKey())));
            if (suspects.isEmpty()) {
                bySlice.remove(slice);
            }
        }
    }

    /** Takes in what MySQL alone has in some slices. */
    void seeMySql(Collection<Slice> slices, Map<List<String>, Sight> now) {
        for (Slice slice : slices) {
            bySlice.get(slice).forEach((key, suspect) -> suspect.seeMySql(now.getOrDefault(key, NO_ROW)));
        }
    }

    /** What differs, whatever else moves. */
    List<Finding> different() {
        List<Finding> findings = new ArrayList<>();
        for (Map<List<String>, Suspect> suspects : bySlice.values()) {
            suspects.values().forEach(suspect -> suspect.difference().ifPresent(findings::add));
        }
        return findings;
    }

    /** How many keys kept changing and cannot be judged. */
    int undecided() {
        int all = bySlice.values().stream().mapToInt(Map::size).sum();
        return all - different().size();
    }
}
