package io.bendsync.dashboard.state;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The failures of now, and the last ones that are over: a task that was started again forgets why it had failed. */
final class Failures {
    private static final int KEPT = 20;

    private final Map<String, Failure> standing = new HashMap<>();
    private final Deque<Failure> over = new ArrayDeque<>();

    /** Takes all failures as they stand now. */
    synchronized void see(List<Failure> failures) {
        Map<String, Failure> seen = new HashMap<>();
        for (Failure failure : failures) {
            Failure known = standing.remove(failure.part());
            boolean same = known != null && known.trace().equals(failure.trace());
            if (known != null && !same) {
                end(known);
            }
            seen.put(failure.part(), same ? known : failure);
        }
        standing.values().forEach(this::end);
        standing.clear();
        standing.putAll(seen);
    }

    /** The standing ones first, then the newest. */
    synchronized List<Failure> all() {
        List<Failure> all = new ArrayList<>(standing.values());
        all.addAll(over);
        return all;
    }

    private void end(Failure failure) {
        over.addFirst(failure.over());
        if (over.size() > KEPT) {
            over.removeLast();
        }
    }
}
