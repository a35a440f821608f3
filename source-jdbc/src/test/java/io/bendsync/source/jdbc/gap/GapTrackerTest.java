package io.bendsync.source.jdbc.gap;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.source.jdbc.gap.OpenWriters.Writer;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** A server in a few lines, against which the tracker is run hundreds of times: ids, late commits, rollbacks. */
class GapTrackerTest {
    private static final GapLimits LIMITS = new GapLimits(Duration.ofNanos(3), Duration.ofNanos(50), 1000);

    @RepeatedTest(500)
    void everyCommittedIdIsReadOnceWhateverTheOrderOfCommits(RepetitionInfo repetition) {
        long seed = repetition.getCurrentRepetition() * 7919L;
        Random random = new Random(seed);
        Server server = new Server(random);
        Reader reader = new Reader(server);
        for (int step = 0; step < 300; step++) {
            server.step();
            if (random.nextInt(3) == 0) {
                reader.poll();
            }
            if (random.nextInt(40) == 0) {
                reader = new Reader(server, reader);
            }
        }
        server.endAll();
        for (int i = 0; i < 30; i++) {
            server.nanos++;
            reader.poll();
        }
        assertThat(reader.read).as("seed %d", seed).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(reader.read)).as("seed %d", seed).isEqualTo(server.visible);
        assertThat(reader.tracker.pending().isEmpty()).as("seed %d", seed).isTrue();
    }

    private static final class Server {
        private final Random random;
        private final TreeSet<Long> visible = new TreeSet<>();
        private final List<Open> open = new ArrayList<>();
        private long nextId = 1;
        private long nextThread = 1;
        private long nanos;

        Server(Random random) {
            this.random = random;
        }

        void step() {
            nanos++;
            if (open.isEmpty() || random.nextInt(3) == 0) {
                open.add(new Open(nextThread++, nanos, new ArrayList<>()));
            }
            Open one = open.get(random.nextInt(open.size()));
            switch (random.nextInt(5)) {
                case 0 -> end(one, true);
                case 1 -> end(one, false);
                default -> one.ids.add(nextId++);
            }
        }

        void end(Open one, boolean commit) {
            open.remove(one);
            if (commit) {
                visible.addAll(one.ids);
            }
        }

        void endAll() {
            List.copyOf(open).forEach(one -> end(one, random.nextBoolean()));
        }

        /** A transaction is listed a little after it has its first id, as in InnoDB. */
        OpenWriters writers() {
            Set<Writer> listed = new HashSet<>();
            for (Open one : open) {
                if (nanos - one.begun >= LIMITS.margin().toNanos()) {
                    listed.add(new Writer(one.thread, "then"));
                }
            }
            return new OpenWriters(nanos, LocalDateTime.MIN, true, listed, Optional.empty());
        }
    }

    private record Open(long thread, long begun, List<Long> ids) {}

    /** Reads as the poller does: missing ids first, then a page. */
    private static final class Reader {
        private final Server server;
        private final List<Long> read = new ArrayList<>();
        private final GapTracker tracker;
        private long cursor;

        Reader(Server server) {
            this.server = server;
            this.tracker = new GapTracker(LIMITS, new IdRanges());
        }

        Reader(Server server, Reader before) {
            this.server = server;
            this.tracker = new GapTracker(LIMITS, before.tracker.pending().copy());
            this.cursor = before.cursor;
            this.read.addAll(before.read);
        }

        void poll() {
            Optional<Long> settling = tracker.watching() ? tracker.settling(server.writers()) : Optional.empty();
            for (Long id : server.visible.headSet(cursor, true)) {
                if (tracker.pending().contains(id)) {
                    tracker.pending().remove(id);
                    read.add(id);
                }
            }
            settling.ifPresent(tracker::settle);
            for (Long id : server.visible.tailSet(cursor, false)) {
                if (id > cursor + 1 && tracker.open(id - 1)) {
                    tracker.pending().add(tracker.firstOpen(cursor + 1), id - 1);
                }
                cursor = id;
                read.add(id);
            }
            tracker.markPending(cursor, server.nanos);
        }
    }
}
