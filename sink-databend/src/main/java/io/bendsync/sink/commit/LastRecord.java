package io.bendsync.sink.commit;

import io.bendsync.sink.buffer.OffsetMove;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last record that the ledger counts, as far as it tells a topic from another that was made anew under its name: there
 * the same offset has another timestamp.
 *
 * @param timestamp in Kafka's milliseconds
 */
public record LastRecord(long offset, long timestamp) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})@(\\d{1,18})");

    /** The last record of a flush; empty if it has no timestamp. */
    static Optional<LastRecord> of(OffsetMove move) {
        return move.timestamp() < 0 ? Optional.empty() : Optional.of(new LastRecord(move.to() - 1, move.timestamp()));
    }

    /**
     * Reads what the ledger holds. It counts only right before the offset beside it: an earlier version of the sink moves
     * that one and leaves this text as it is. A text that is none of ours is a later version's, and tells us nothing.
     *
     * @param text null if there is none
     */
    static Optional<LastRecord> parse(String text, long nextOffset) {
        Matcher matcher = TEXT.matcher(text == null ? "" : text);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) != nextOffset - 1) {
            return Optional.empty();
        }
        return Optional.of(new LastRecord(nextOffset - 1, Long.parseLong(matcher.group(2))));
    }

    /** As the ledger holds it. */
    String text() {
        return offset + "@" + timestamp;
    }
}
