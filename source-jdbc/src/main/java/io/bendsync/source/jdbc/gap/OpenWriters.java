package io.bendsync.source.jdbc.gap;

import java.time.LocalDateTime;
import java.util.Optional;
import java.util.Set;

/**
 * The transactions that had written, or were about to, at one moment and had not ended.
 *
 * @param takenNanos when the server was asked, by {@link System#nanoTime}
 * @param serverTime the server's clock then, in UTC
 * @param known whether the server told; without the PROCESS privilege it does not, and the set is empty
 * @param writers the transactions
 * @param oldestStart when the oldest of them began, in UTC, by whole seconds rounded down
 */
public record OpenWriters(
        long takenNanos,
        LocalDateTime serverTime,
        boolean known,
        Set<Writer> writers,
        Optional<LocalDateTime> oldestStart) {
    public OpenWriters {
        writers = Set.copyOf(writers);
    }

    /**
     * One transaction. Two of one thread that begin within one second look alike, which errs on the safe side.
     *
     * @param thread the server's number of the session
     * @param started when it began, as the server shows it
     */
    public record Writer(long thread, String started) {}
}
