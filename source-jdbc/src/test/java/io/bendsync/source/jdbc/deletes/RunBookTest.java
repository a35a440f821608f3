package io.bendsync.source.jdbc.deletes;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.source.jdbc.position.StoredOffset;
import io.bendsync.source.jdbc.table.TableName;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.junit.jupiter.api.Test;

class RunBookTest {
    private static final List<List<String>> KEYS = List.of(List.of("1"), List.of("2"));

    private final Map<Map<String, ?>, Map<String, Object>> stored = new HashMap<>();
    private final KeyOffsets offsets = new KeyOffsets(new Reader(), new TableName("shop", "t"));
    private final RunBook book = new RunBook(offsets, Map.of());

    @Test
    void runIsUnsureUntilItIsReadBack() {
        book.close(KEYS, "");
        KeyRun run = book.send();
        book.settle(1);
        assertThat(book.unsure()).containsExactly(run);
        assertThat(book.read(1)).isEmpty();

        store(run);
        assertThat(book.unsure()).as("nobody has asked yet").containsExactly(run);
        book.settle(2);
        assertThat(book.unsure()).isEmpty();
        assertThat(book.read(1).orElseThrow().keys()).isEqualTo(KEYS);
    }

    @Test
    void runWhoseRecordWasDroppedOnItsWayIsSentAgain() {
        book.close(KEYS, "");
        KeyRun run = book.send();
        book.settle(1);
        book.settle(2);
        assertThat(book.waiting()).isZero();
        book.settle(3);
        assertThat(book.waiting()).isOne();
        assertThat(book.send()).isEqualTo(run);
    }

    @Test
    void olderVersionOfARunIsNoProofThatTheNewOneIsStored() {
        store(new KeyRun(1, 5, "", KeyCodec.encode(List.of(List.of("old")))));
        book.close(KEYS, "");
        book.send();
        book.settle(1);
        assertThat(book.unsure()).hasSize(1);
    }

    @Test
    void unsureRunsAreFoundInTheTablesOffsetAfterARestart() {
        book.close(KEYS, "2026-01-01 00:00:00.000000");
        book.close(List.of(List.of("a,b", "\\")), "");
        KeyRun first = book.send();
        Map<String, Object> offset = Map.of(
                StoredOffset.KEYS_RUNS, 2L,
                StoredOffset.KEYS_STAMP, book.stamp(),
                StoredOffset.KEYS_UNSURE, RunBook.text(book.unsure()));
        store(first);

        RunBook again = new RunBook(offsets, offset);
        assertThat(again.runs()).isEqualTo(2);
        assertThat(again.waiting()).isOne();
        assertThat(again.read(1).orElseThrow().keys()).isEqualTo(KEYS);
        assertThat(again.read(2).orElseThrow().keys()).containsExactly(List.of("a,b", "\\"));
        assertThat(again.nextStamp()).isGreaterThan(book.stamp());
    }

    @Test
    void numberOfAnEmptyRunIsUsedAgain() {
        book.close(KEYS, "");
        KeyRun run = book.send();
        store(run);
        book.settle(1);
        KeyRun emptied = run.with(List.of(), book.nextStamp());
        book.rewritten(emptied);
        assertThat(book.read(1)).as("not stored yet").isEmpty();
        store(emptied);
        book.settle(2);
        book.empty(book.read(1).orElseThrow());

        book.close(KEYS, "");
        assertThat(book.runs()).isOne();
        KeyRun second = book.send();
        assertThat(second.number()).isOne();
        assertThat(second.stamp()).isGreaterThan(emptied.stamp());
    }

    @Test
    void rewrittenRunIsNotReadBeforeItIsStored() {
        book.close(KEYS, "");
        KeyRun run = book.send();
        store(run);
        book.settle(1);
        book.rewritten(run.with(List.of(List.of("2")), book.nextStamp()));
        book.settle(2);
        assertThat(book.read(1)).isEmpty();
        book.settle(4);
        assertThat(book.read(1)).as("dropped: compared again").contains(run);
    }

    private void store(KeyRun run) {
        stored.put(offsets.partition(run.number()), run.offset());
    }

    private final class Reader implements OffsetStorageReader {
        @Override
        public <T> Map<String, Object> offset(Map<String, T> partition) {
            return stored.get(partition);
        }

        @Override
        public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
            Map<Map<String, T>, Map<String, Object>> found = new HashMap<>();
            partitions.forEach(partition -> found.put(partition, offset(partition)));
            return found;
        }
    }
}
