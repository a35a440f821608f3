package io.bendsync.source.jdbc.deletes;

import io.bendsync.source.jdbc.position.StoredOffset;
import io.bendsync.source.jdbc.position.TextList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which runs a table has, and which of them are surely stored. A run goes out with a record of its own partition, and
 * Connect may store that later than the table's offset, or, when a transform drops the record, never. So a new run stays
 * in the table's own offset until it has been read back; no crash can lose it.
 */
final class RunBook {
    /** A record whose offset is not stored after so many times that Connect stored some was dropped on its way. */
    private static final int PATIENCE = 3;

    private static final int UNSURE_FIELDS = 4;

    private final KeyOffsets stored;
    private final Map<Integer, KeyRun> unsure = new LinkedHashMap<>();
    private final Map<Integer, Sent> sent = new HashMap<>();
    private final TreeSet<Integer> waiting = new TreeSet<>();
    private final TreeSet<Integer> free = new TreeSet<>();
    private List<KeyRun> unsureNow = List.of();
    private long unsureSize;
    private int runs;
    private long stamp;
    private long commits;

    /**
     * The runs of a table.
     *
     * @param stored what is stored
     * @param offset the table's own offset, whose fields may be missing
     */
    RunBook(KeyOffsets stored, Map<String, ?> offset) {
        this.stored = stored;
        this.runs = offset.get(StoredOffset.KEYS_RUNS) instanceof Number count ? count.intValue() : 0;
        this.stamp = offset.get(StoredOffset.KEYS_STAMP) instanceof Number last ? last.longValue() : 0;
        if (offset.get(StoredOffset.KEYS_UNSURE) instanceof String text && !text.isEmpty()) {
            List<String> fields = TextList.parse(text);
            for (int i = 0; i + UNSURE_FIELDS <= fields.size(); i += UNSURE_FIELDS) {
                int number = Integer.parseInt(fields.get(i));
                unsure.put(
                        number,
                        new KeyRun(number, Long.parseLong(fields.get(i + 1)), fields.get(i + 2), fields.get(i + 3)));
            }
            confirm(List.copyOf(unsure.keySet()));
            waiting.addAll(unsure.keySet());
        }
    }

    /** How the unsure runs stand in the table's offset; empty for none. */
    static String text(List<KeyRun> unsure) {
        List<String> fields = new ArrayList<>();
        for (KeyRun run : unsure) {
            fields.add(Integer.toString(run.number()));
            fields.add(Long.toString(run.stamp()));
            fields.add(run.newest());
            fields.add(run.text());
        }
        return fields.isEmpty() ? "" : TextList.join(fields);
    }

    /** The largest number of a run. */
    int runs() {
        return runs;
    }

    /** A new stamp. */
    long nextStamp() {
        stamp = Math.max(System.currentTimeMillis(), stamp + 1);
        return stamp;
    }

    /** The last stamp. */
    long stamp() {
        return stamp;
    }

    /** The runs that may not be stored yet; the list stays as it is. */
    List<KeyRun> unsure() {
        return unsureNow;
    }

    /** How long their texts are together. */
    long unsureSize() {
        return unsureSize;
    }

    /** Makes a run of these keys, to be sent with the next record. */
    void close(List<List<String>> keys, String newest) {
        Integer number = free.pollFirst();
        KeyRun run = new KeyRun(number == null ? ++runs : number, nextStamp(), newest, KeyCodec.encode(keys));
        unsure.put(run.number(), run);
        waiting.add(run.number());
        noteUnsure();
    }

    /** How many runs wait for a record to go out with. */
    int waiting() {
        return waiting.size();
    }

    /** The next run to send; there must be one. */
    KeyRun send() {
        KeyRun run = unsure.get(waiting.pollFirst());
        sent.put(run.number(), new Sent(run.stamp(), commits));
        return run;
    }

    /** Whether a run has not been sent yet, or was lost on its way. */
    boolean waits(KeyRun run) {
        return waiting.contains(run.number());
    }

    /** Notes that a run goes out with other keys than it had. */
    void rewritten(KeyRun run) {
        waiting.remove(run.number());
        sent.put(run.number(), new Sent(run.stamp(), commits));
    }

    /** Notes that a stored run has no keys, so that its number can be used again. */
    void empty(KeyRun run) {
        free.add(run.number());
    }

    /**
     * A run as it is stored, or as it waits to be sent; empty when there is none with keys, or when what was sent last is
     * not stored yet.
     */
    Optional<KeyRun> read(int number) {
        if (waiting.contains(number)) {
            return Optional.of(unsure.get(number));
        }
        if (free.contains(number) || unsure.containsKey(number) || sent.containsKey(number)) {
            return Optional.empty();
        }
        Optional<KeyRun> run = stored.run(number);
        run.ifPresent(found -> stamp = Math.max(stamp, found.stamp()));
        return run;
    }

    /**
     * Looks which of the runs sent have been stored.
     *
     * @param commits how often Connect has stored offsets
     */
    void settle(long commits) {
        if (commits == this.commits) {
            return;
        }
        this.commits = commits;
        if (sent.isEmpty()) {
            return;
        }
        confirm(List.copyOf(sent.keySet()));
        for (Map.Entry<Integer, Sent> lost : Map.copyOf(sent).entrySet()) {
            if (commits - lost.getValue().commits() >= PATIENCE) {
                sent.remove(lost.getKey());
                if (unsure.containsKey(lost.getKey())) {
                    waiting.add(lost.getKey());
                }
            }
        }
    }

    private void confirm(List<Integer> numbers) {
        stored.stamps(numbers).forEach((number, found) -> {
            Sent expected = sent.get(number);
            KeyRun run = unsure.get(number);
            if (found >= (expected != null ? expected.stamp() : run.stamp())) {
                sent.remove(number);
                unsure.remove(number);
            }
        });
        noteUnsure();
    }

    private void noteUnsure() {
        unsureNow = List.copyOf(unsure.values());
        unsureSize = unsureNow.stream().mapToLong(run -> run.text().length()).sum();
    }

    private record Sent(long stamp, long commits) {}
}
