package io.bendsync.sink.commit;

import io.bendsync.sink.buffer.LaneBatch;
import io.bendsync.sink.buffer.TableBatch;
import io.bendsync.sink.databend.TableName;
import io.bendsync.sink.load.BadRowsException;
import io.bendsync.sink.schema.Alteration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** Lanes of one task that write the same table take turns, rather than meet as a conflict at COMMIT. */
final class TableTurns {
    private final Map<TableName, ReentrantLock> locks = new ConcurrentHashMap<>();

    /** What is done while it is our turn. */
    interface Turn {
        void run() throws BadRowsException, DoubtException, FencedException;
    }

    void take(LaneBatch batch, Turn turn) throws BadRowsException, DoubtException, FencedException {
        // Always in the same order, so that two never wait for each other.
        List<TableName> tables = Stream.concat(
                        batch.tables().stream().map(TableBatch::table),
                        batch.alteration().stream().map(Alteration::table))
                .sorted()
                .toList();
        tables.forEach(t -> locks.computeIfAbsent(t, n -> new ReentrantLock()).lock());
        try {
            turn.run();
        } finally {
            tables.forEach(t -> locks.get(t).unlock());
        }
    }
}
