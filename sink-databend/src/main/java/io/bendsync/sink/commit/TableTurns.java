package io.bendsync.sink.commit;

import io.bendsync.sink.buffer.LaneBatch;
import io.bendsync.sink.buffer.TableBatch;
import io.bendsync.sink.databend.TableName;
import io.bendsync.sink.schema.Alteration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lanes of one task that write the same table take turns, rather than meet as a conflict at COMMIT. A batch that has to
 * wait keeps no thread, so that those for other tables pass it by.
 */
final class TableTurns {
    private final Set<TableName> taken = new HashSet<>();
    private final List<Waiting> waiting = new ArrayList<>();

    private record Waiting(Set<TableName> tables, Runnable turn) {}

    /**
     * Takes a batch's tables, all or none.
     *
     * @param later called when it is the batch's turn, with its tables taken; never if that is now
     * @return whether it is its turn now
     */
    synchronized boolean take(LaneBatch batch, Runnable later) {
        Set<TableName> wanted = tables(batch);
        boolean free = Collections.disjoint(taken, wanted)
                && waiting.stream().allMatch(before -> Collections.disjoint(before.tables, wanted));
        if (free) {
            taken.addAll(wanted);
        } else {
            waiting.add(new Waiting(wanted, later));
        }
        return free;
    }

    /** Gives a batch's tables back, for those that wait in the order in which they came. */
    void giveBack(LaneBatch batch) {
        next(tables(batch)).forEach(Runnable::run);
    }

    private synchronized List<Runnable> next(Set<TableName> done) {
        taken.removeAll(done);
        Set<TableName> spoken = new HashSet<>(taken);
        List<Runnable> next = new ArrayList<>();
        for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
            Waiting candidate = each.next();
            if (Collections.disjoint(spoken, candidate.tables)) {
                taken.addAll(candidate.tables);
                next.add(candidate.turn);
                each.remove();
            }
            spoken.addAll(candidate.tables);
        }
        return next;
    }

    private static Set<TableName> tables(LaneBatch batch) {
        return Stream.concat(
                        batch.tables().stream().map(TableBatch::table),
                        batch.alteration().stream().map(Alteration::table))
                .collect(Collectors.toSet());
    }
}
