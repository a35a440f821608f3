package io.bendsync.sink.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bendsync.sink.config.FlushSettings;
import io.bendsync.sink.databend.TableName;
import io.bendsync.sink.record.Change;
import io.bendsync.sink.record.Change.Kind;
import io.bendsync.sink.record.Place;
import io.bendsync.sink.record.RowShape;
import io.bendsync.sink.schema.Column;
import io.bendsync.sink.schema.IntegerType;
import io.bendsync.sink.schema.TextType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Rows that are encoded while they wait. */
class EncodingLaneTest {
    private static final long TIME = 1_700_000_000_000L;
    private static final TableName TABLE = new TableName("db", "t");
    private static final Column ID = new Column("id", new IntegerType(64, false), false);
    private static final RowShape KEY = new RowShape(List.of(ID), List.of(0), false);
    private static final RowShape ROW =
            new RowShape(List.of(ID, new Column("name", new TextType(), true)), List.of(0), false);
    private static final int MANY = 5_000;

    private final Lane lane = new Lane(
            "t",
            new FlushSettings(1 << 20, 20_000, 1 << 30, Duration.ZERO, Duration.ZERO, 1 << 30, 1),
            new RowEncoders(ListEncoder::new, Runnable::run));

    private long offset;

    EncodingLaneTest() {
        lane.assign(0, -1, 1);
    }

    private void write(long key, String text) throws UnencodableException {
        lane.add(0, offset++, TIME, change(Kind.WRITE, ROW, key, key, text));
    }

    private void delete(long key) throws UnencodableException {
        lane.add(0, offset++, TIME, change(Kind.DELETE, KEY, key, key));
    }

    private static Change change(Kind kind, RowShape shape, Object key, Object... values) {
        return new Change(kind, TABLE, shape, values, key, new Place(new TopicPartition("t", 0), 0), 1_000);
    }

    private void writeMany(long from) throws UnencodableException {
        for (long key = from; key < from + MANY; key++) {
            write(key, "a");
        }
    }

    private TableBatch next() {
        return lane.begin(0).tables().get(0);
    }

    private static int encodedRows(TableBatch batch) {
        return batch.encoded().join().stream().mapToInt(EncodedRows::rows).sum();
    }

    /** Encoding goes on between one row and the next, on a thread of its own. */
    @Test
    void memoryThatEncodingGivesBackCountsNoLonger() throws UnencodableException {
        Deque<Runnable> behind = new ArrayDeque<>();
        Lane busy = new Lane(
                "t",
                new FlushSettings(
                        1 << 20, 1 << 20, MANY * 2_000L, Duration.ofHours(1), Duration.ofHours(1), 1 << 30, 1),
                new RowEncoders(ListEncoder::new, behind::add));
        busy.assign(0, -1, 1);
        for (int i = 0; i < MANY * 10; i++) {
            busy.add(0, i, TIME, change(Kind.WRITE, ROW, (long) i, (long) i, "a"));
            while (!behind.isEmpty()) {
                behind.remove().run();
            }
        }
        busy.polled(MANY, 0);
        assertThat(busy.memory()).isLessThan(MANY * 10 * 300);
        assertThat(busy.dueAt()).as("not full yet").isPositive();
    }

    @Test
    void manyNewRowsWaitEncodedAndInLittleMemory() throws UnencodableException {
        writeMany(0);
        assertThat(lane.memory()).isLessThan(MANY * 300);
        TableBatch batch = next();
        assertThat(batch.changes()).isEmpty();
        assertThat(encodedRows(batch)).isEqualTo(MANY);
    }

    @Test
    void aFewRowsAreKeptAsTheyAre() throws UnencodableException {
        write(1, "a");
        write(2, "b");
        assertThat(next().encoded().join()).isEmpty();
    }

    @Test
    void aKeyThatComesAgainEndsTheBatchAndTheNextOnesKeepTheirRows() throws UnencodableException {
        writeMany(0);
        write(7, "again");
        writeMany(MANY);
        assertThat(encodedRows(next())).isEqualTo(MANY);
        lane.committed(0);
        TableBatch second = next();
        assertThat(second.encoded().join()).isEmpty();
        assertThat(second.changes()).hasSize(MANY + 1);
    }

    @Test
    void encodingIsTriedAgainAfterSomeBatches() throws UnencodableException {
        writeMany(0);
        delete(7);
        int encoded = 0;
        for (int batch = 1; batch < 20; batch++) {
            writeMany((long) batch * MANY);
            for (LaneBatch done = lane.begin(0); done != null; done = lane.begin(0)) {
                encoded += encodedRows(done.tables().get(0)) > 0 ? 1 : 0;
                lane.committed(0);
            }
        }
        assertThat(encoded).isBetween(5, 15);
    }

    @Test
    void aTruncationForgetsEncodedRowsToo() throws UnencodableException {
        writeMany(0);
        lane.add(0, offset++, TIME, new Change(Kind.TRUNCATE, TABLE, null, null, null, null, 0));
        write(1, "after");
        TableBatch batch = next();
        assertThat(batch.truncate()).isTrue();
        assertThat(batch.encoded().join()).isEmpty();
        assertThat(batch.changes()).hasSize(1);
    }

    @Test
    void whatCannotBeEncodedIsReadAgainFromWhatIsOnItsWayAndThenKept() throws UnencodableException {
        writeMany(0);
        LaneBatch underWay = lane.begin(0);
        writeMany(MANY);
        write(-1, "bad"); // is found later, when some rows more have come
        assertThatThrownBy(() -> writeMany(3 * MANY)).isInstanceOf(UnencodableException.class);
        assertThat(lane.goBackCarefully()).containsExactly(Map.entry(0, (long) MANY));
        assertThat(lane.position(0)).isEqualTo(MANY);
        offset = MANY;
        lane.committed(0);
        assertThat(lane.committedOffsets())
                .containsEntry(0, underWay.offsets().get(0).to());
        writeMany(MANY);
        write(-1, "bad");
        assertThat(next().changes()).hasSize(MANY + 1);
    }

    @Test
    void aPartitionWhoseFirstRecordsWereSkippedIsReadFromThem() throws UnencodableException {
        lane.assign(1, -1, 1);
        writeMany(0);
        lane.skip(1, 41);
        lane.skip(1, 42);
        assertThat(lane.goBackCarefully()).containsEntry(0, 0L).containsEntry(1, 41L);
        lane.discard();
        assertThat(lane.restartOffsets()).containsEntry(1, 41L);
    }

    @Test
    void refusedBatchesComeAgainAsTheyAreAndLaterOnesEncoded() throws UnencodableException {
        writeMany(0);
        LaneBatch refused = lane.begin(0);
        lane.beCarefulAbout(refused);
        lane.abandoned();
        lane.discard();
        lane.release();
        offset = 0;
        writeMany(0);
        assertThat(next().changes()).hasSize(MANY);
        lane.committed(0);
        writeMany(MANY);
        assertThat(encodedRows(next())).isEqualTo(MANY);
    }

    @Test
    void whateverIsEncodedTheLastChangeOfEachKeyWins() throws UnencodableException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Map<Long, String> expected = new HashMap<>();
        Map<Long, String> table = new HashMap<>();
        int encoded = 0;
        for (int step = 0; step < 60_000; step++) {
            // Long runs of new keys, and now and then one that was there before.
            long key = random.nextInt(4_000) == 0 ? random.nextInt(step + 1) : step;
            if (random.nextInt(20_000) == 0) {
                delete(key);
                expected.remove(key);
            } else {
                write(key, "v" + step);
                expected.put(key, "v" + step);
            }
            if (random.nextInt(9_000) == 0) {
                encoded += apply(table);
            }
        }
        encoded += apply(table);
        assertThat(table).as("seed " + seed).isEqualTo(expected);
        assertThat(encoded).as("seed " + seed).isPositive();
    }

    private int apply(Map<Long, String> table) {
        int encoded = 0;
        for (LaneBatch batch = lane.begin(0); batch != null; batch = lane.begin(0)) {
            Set<Long> keys = new HashSet<>();
            List<String> twice = new ArrayList<>();
            for (Change change : batch.tables().get(0).changes()) {
                if (!keys.add((Long) change.key())) {
                    twice.add(change.key().toString());
                }
                if (change.kind() == Kind.DELETE) {
                    table.remove((Long) change.key());
                } else {
                    table.put((Long) change.key(), (String) change.values()[1]);
                }
            }
            for (EncodedRows rows : batch.tables().get(0).encoded().join()) {
                encoded += rows.rows();
                for (byte[] line : rows.content()) {
                    String[] parts = new String(line, StandardCharsets.UTF_8).split("=", 2);
                    if (!keys.add(Long.valueOf(parts[0]))) {
                        twice.add(parts[0]);
                    }
                    table.put(Long.valueOf(parts[0]), parts[1]);
                }
            }
            assertThat(twice).isEmpty();
            lane.committed(0);
        }
        return encoded;
    }
}
