package io.bendsync.runtime.verify;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The keys that differed at the first look, until they are seen to agree. A row on its way is no difference: it has
 * settled as soon as Databend has what MySQL had at one of our looks. A key of which both sides have changed between
 * the looks without ever meeting cannot be judged; it is told apart from those that stayed different.
 */
final class Suspects {
    private static final class Suspect {
        private final Set<String> mysqlSeen = new HashSet<>();
        private final Set<String> databendSeen = new HashSet<>();
        private Finding last;

        /** Whether it has to be looked at again. */
        private boolean see(Finding finding) {
            if (mysqlSeen.contains(finding.databend())) {
                return false;
            }
            last = finding;
            mysqlSeen.add(finding.mysql());
            databendSeen.add(finding.databend());
            return true;
        }

        private boolean moving() {
            return mysqlSeen.size() > 1 && databendSeen.size() > 1;
        }
    }

    private final Map<Slice, Map<List<String>, Suspect>> bySlice = new LinkedHashMap<>();

    Suspects(Map<Slice, Map<List<String>, Finding>> found) {
        found.forEach((slice, findings) -> {
            Map<List<String>, Suspect> suspects = new LinkedHashMap<>();
            findings.forEach((key, finding) -> {
                Suspect suspect = new Suspect();
                suspect.see(finding);
                suspects.put(key, suspect);
            });
            bySlice.put(slice, suspects);
        });
    }

    /** Where they are. */
    List<Slice> slices() {
        return List.copyOf(bySlice.keySet());
    }

    boolean isEmpty() {
        return bySlice.isEmpty();
    }

    /** Takes in another look at a slice; keys that differ for the first time there are newly on their way. */
    void seeAgain(Slice slice, Map<List<String>, Finding> now) {
        Map<List<String>, Suspect> suspects = bySlice.get(slice);
        suspects.entrySet()
                .removeIf(entry ->
                        !now.containsKey(entry.getKey()) || !entry.getValue().see(now.get(entry.getKey())));
        if (suspects.isEmpty()) {
            bySlice.remove(slice);
        }
    }

    /** What stayed different. */
    List<Finding> different() {
        return which(false);
    }

    /** What kept changing. */
    List<Finding> moving() {
        return which(true);
    }

    private List<Finding> which(boolean moving) {
        List<Finding> findings = new ArrayList<>();
        for (Map<List<String>, Suspect> suspects : bySlice.values()) {
            for (Suspect suspect : suspects.values()) {
                if (suspect.moving() == moving) {
                    findings.add(suspect.last);
                }
            }
        }
        return findings;
    }
}
