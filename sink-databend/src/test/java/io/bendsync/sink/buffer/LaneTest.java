package io.bendsync.sink.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.sink.config.FlushSettings;
import io.bendsync.sink.databend.TableName;
import io.bendsync.sink.record.Change;
import io.bendsync.sink.record.Change.Kind;
import io.bendsync.sink.record.Place;
import io.bendsync.sink.record.RowShape;
import io.bendsync.sink.schema.Column;
import io.bendsync.sink.schema.IntegerType;
import io.bendsync.sink.schema.TextType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LaneTest {
    private static final TableName TABLE = new TableName("db", "t");
    private static final long TIME = 1_700_000_000_000L;
    private static final Column ID = new Column("id", new IntegerType(32, false), false);
    private static final RowShape NARROW = new RowShape(List.of(ID), List.of(0), false);
    private static final RowShape WIDE =
            new RowShape(List.of(ID, new Column("name", new TextType(), true)), List.of(0), false);

    private static FlushSettings settings(int startRows, int maxRows, long maxBytes) {
        return new FlushSettings(
                startRows, maxRows, maxBytes, Duration.ofMillis(100), Duration.ofSeconds(5), 1 << 20, 1);
    }

    private static Change change(Kind kind, RowShape shape, Object key, Object... values) {
        return new Change(kind, TABLE, shape, values, key, new Place(new TopicPartition("t", 0), 0), 100);
    }

    private static Lane lane(FlushSettings settings) {
        Lane lane = new Lane("t", settings, new RowEncoders(ListEncoder::new, Runnable::run));
        lane.assign(0, -1, 1);
        return lane;
    }

    @Test
    void onlyTheLastChangeOfEachKeyIsWritten() throws UnencodableException {
        Lane lane = lane(settings(100, 100, 1 << 20));
        lane.add(0, 0, TIME, change(Kind.WRITE, WIDE, 1L, 1, "first"));
        lane.add(0, 1, TIME, change(Kind.DELETE, NARROW, 1L, 1));
        lane.add(0, 2, TIME, change(Kind.WRITE, WIDE, 2L, 2, "stays"));
        lane.add(0, 3, TIME, change(Kind.WRITE, WIDE, 1L, 1, "again"));
        lane.add(0, 4, TIME, change(Kind.DELETE, NARROW, 2L, 2));
        LaneBatch batch = lane.begin(0);
        assertThat(batch.tables().get(0).changes())
                .extracting(c -> c.kind() + " " + c.key())
                .containsExactlyInAnyOrder("WRITE 1", "DELETE 2");
        assertThat(batch.offsets()).containsEntry(0, new OffsetMove(-1, 5, TIME, 1));
    }

    @Test
    void compactionAgreesWithApplyingEveryChangeInTurn() throws UnencodableException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            Lane lane = lane(settings(1000, 1 + random.nextInt(20), 1 << 20));
            Map<Object, String> expected = new HashMap<>();
            for (int offset = 0; offset < 60; offset++) {
                long key = random.nextInt(6);
                if (random.nextInt(4) == 0) {
                    lane.add(0, offset, TIME, change(Kind.DELETE, NARROW, key, (int) key));
                    expected.remove(key);
                } else {
                    lane.add(0, offset, TIME, change(Kind.WRITE, WIDE, key, (int) key, "v" + offset));
                    expected.put(key, "v" + offset);
                }
            }
            assertThat(applied(lane)).as("seed " + seed).isEqualTo(expected);
        }
    }

    private static Map<Object, String> applied(Lane lane) {
        Map<Object, String> table = new HashMap<>();
        long next = -1;
        for (LaneBatch batch = lane.begin(0); batch != null; batch = lane.begin(0)) {
            assertThat(batch.offsets().get(0).from()).isEqualTo(next);
            next = batch.offsets().get(0).to();
            List<Object> keys = new ArrayList<>();
            for (Change change : batch.tables().get(0).changes()) {
                keys.add(change.key());
                if (change.kind() == Kind.DELETE) {
                    table.remove(change.key());
                } else {
                    table.put(change.key(), (String) change.values()[1]);
                }
            }
            assertThat(keys).doesNotHaveDuplicates();
            lane.committed(0);
        }
        assertThat(next).isEqualTo(60);
        return table;
    }

    @Test
    void aRowThatLacksColumnsOfTheOneItReplacesWaitsForTheNextFlush() throws UnencodableException {
        Lane lane = lane(settings(100, 100, 1 << 20));
        lane.add(0, 0, TIME, change(Kind.WRITE, WIDE, 1L, 1, "name"));
        lane.add(0, 1, TIME, change(Kind.WRITE, NARROW, 1L, 1));
        assertThat(lane.begin(0).offsets()).containsEntry(0, new OffsetMove(-1, 1, TIME, 1));
        lane.committed(0);
        assertThat(lane.begin(0).offsets()).containsEntry(0, new OffsetMove(1, 2, TIME, 1));
    }

    @Test
    void bothChangesOfARecordAreWrittenWithItsOffsetEvenWhereTheFirstEndsABatch() throws UnencodableException {
        Lane lane = lane(settings(100, 100, 1 << 20));
        lane.add(0, 0, TIME, change(Kind.WRITE, WIDE, 2L, 2, "name"));
        lane.add(0, 1, TIME, change(Kind.DELETE, NARROW, 1L, 1), change(Kind.WRITE, NARROW, 2L, 2));
        LaneBatch first = lane.begin(0);
        assertThat(first.offsets())
                .as("not past a record of which a part is to come")
                .containsEntry(0, new OffsetMove(-1, 1, TIME, 1));
        assertThat(first.tables().get(0).changes()).extracting(Change::kind).containsExactly(Kind.WRITE, Kind.DELETE);
        lane.committed(0);
        LaneBatch second = lane.begin(0);
        assertThat(second.offsets()).containsEntry(0, new OffsetMove(1, 2, TIME, 1));
        assertThat(second.tables().get(0).changes()).extracting(Change::key).containsExactly(2L);
    }

    @Test
    void aTruncationForgetsTheRowsBeforeItAndKeepsThoseAfterIt() throws UnencodableException {
        Lane lane = lane(settings(100, 100, 1 << 20));
        lane.add(0, 0, TIME, change(Kind.WRITE, WIDE, 1L, 1, "before"));
        lane.add(0, 1, TIME, new Change(Kind.TRUNCATE, TABLE, null, null, null, null, 0));
        lane.add(0, 2, TIME, change(Kind.WRITE, WIDE, 2L, 2, "after"));
        TableBatch table = lane.begin(0).tables().get(0);
        assertThat(table.truncate()).isTrue();
        assertThat(table.changes()).extracting(Change::key).containsExactly(2L);
    }

    @Test
    void enoughRowsAreDueAtOnceAndFewWait() throws UnencodableException {
        Lane lane = lane(settings(2, 100, 1 << 20));
        assertThat(lane.dueAt()).isEqualTo(Long.MAX_VALUE);
        lane.begin(1_000); // nothing waits, so nothing begins
        lane.add(0, 0, TIME, change(Kind.WRITE, WIDE, 1L, 1, "a"));
        lane.begin(1_000);
        lane.committed(1_000);
        lane.add(0, 1, TIME, change(Kind.WRITE, WIDE, 2L, 2, "b"));
        assertThat(lane.dueAt()).isEqualTo(1_100);
        lane.add(0, 2, TIME, change(Kind.WRITE, WIDE, 3L, 3, "c"));
        assertThat(lane.dueAt()).isZero();
    }

    @Test
    void aLoneChangeIsDueWithinTheIntervalWhateverCameBeforeWhileFlushesAreQuick() throws UnencodableException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Lane lane = lane(settings(10_000, 10_000, 1 << 20));
        long now = 1_000;
        for (int i = 0; i < 1_000; i++) {
            lane.add(0, i, TIME, change(Kind.WRITE, WIDE, (long) i, i, "a"));
            lane.polled(1, now);
            assertThat(lane.dueAt()).as("seed " + seed).isLessThanOrEqualTo(now + 100);
            now = Math.max(now, lane.dueAt());
            lane.begin(now);
            now += random.nextInt(50); // less than half of the interval
            lane.committed(now);
            now += random.nextInt(300);
        }
    }

    @Test
    void rowsGatherWhilePollsComeFullAndAreDueWhenTheStreamPauses() throws UnencodableException {
        Lane lane = lane(settings(10_000, 10_000, 1 << 20));
        for (int i = 0; i < 500; i++) {
            lane.add(0, i, TIME, change(Kind.WRITE, WIDE, (long) i, i, "a"));
        }
        lane.polled(500, 10_000);
        assertThat(lane.dueAt()).isEqualTo(10_500);
        lane.polled(3, 10_040);
        assertThat(lane.dueAt()).as("what is left of an answer").isEqualTo(10_500);
        lane.polled(0, 10_045);
        assertThat(lane.dueAt()).as("the next answer takes its time").isEqualTo(10_500);
        lane.polled(3, 10_060);
        assertThat(lane.dueAt()).as("a trickle").isLessThan(10_061);
        lane.polled(500, 10_065);
        lane.polled(0, 10_124);
        assertThat(lane.dueAt()).isEqualTo(10_500);
        lane.polled(0, 10_125);
        assertThat(lane.dueAt()).isLessThan(10_126);
    }

    @Test
    void theLongerFlushesTakeTheLongerTheStreamMayPauseBeforeOneBegins() throws UnencodableException {
        Lane lane = lane(settings(10_000, 10_000, 1 << 20));
        for (int i = 0; i < 20; i++) {
            lane.add(0, i, TIME, change(Kind.WRITE, WIDE, (long) i, i, "a"));
            lane.begin(0);
            lane.committed(2_000);
        }
        lane.add(0, 20, TIME, change(Kind.WRITE, WIDE, 20L, 20, "a"));
        lane.polled(500, 10_000);
        lane.polled(0, 10_090);
        assertThat(lane.dueAt()).as("a twentieth of 2 s is not over").isEqualTo(10_500);
        lane.polled(0, 10_100);
        assertThat(lane.dueAt()).isLessThan(10_101);
    }

    @Test
    void slowFlushesLetRowsWaitLongerUpToTheLimit() throws UnencodableException {
        Lane lane = lane(settings(100, 100, 1 << 20));
        long now = 0;
        for (int i = 0; i < 20; i++) {
            lane.add(0, i, TIME, change(Kind.WRITE, WIDE, (long) i, i, "a"));
            lane.begin(now);
            lane.committed(now + 60_000);
            now += 60_000;
        }
        lane.add(0, 20, TIME, change(Kind.WRITE, WIDE, 20L, 20, "b"));
        assertThat(lane.dueAt()).isEqualTo(now - 60_000 + 5_000);
    }

    @Test
    void aFewRowsWithoutKeysAfterManyDoNotWaitAsLongAsThoseTook() throws UnencodableException {
        Lane lane = lane(settings(1_000, 1_000, 1 << 20));
        for (int i = 0; i < 400; i++) {
            lane.add(0, i, TIME, change(Kind.WRITE, WIDE, null, i, "a"));
        }
        lane.begin(0);
        lane.committed(4_000);
        lane.add(0, 400, TIME, change(Kind.WRITE, WIDE, null, 400, "b"));
        assertThat(lane.dueAt()).isEqualTo(100);
    }

    @Test
    void aFullBatchTakesNoMoreRowsAndMemoryCountsAllThatIsNotCommitted() throws UnencodableException {
        Lane lane = lane(settings(100, 3, 1 << 20));
        for (int i = 0; i < 7; i++) {
            lane.add(0, i, TIME, change(Kind.WRITE, WIDE, (long) i, i, "a"));
        }
        assertThat(lane.memory()).isEqualTo(700);
        assertThat(lane.begin(0).rows()).isEqualTo(3);
        assertThat(lane.begin(0)).as("one at a time").isNull();
        assertThat(lane.memory()).isEqualTo(700);
        lane.committed(0);
        assertThat(lane.memory()).isEqualTo(400);
        assertThat(lane.committedOffsets()).containsEntry(0, 3L);
    }

    @Test
    void aBatchKeepsTheEpochThatItsRecordsWereGatheredUnder() throws UnencodableException {
        Lane lane = lane(settings(100, 100, 1 << 20));
        lane.add(0, 0, TIME, change(Kind.WRITE, WIDE, 1L, 1, "a"));
        LaneBatch batch = lane.begin(0);
        assertThat(lane.owns(batch)).isTrue();
        lane.discard();
        lane.revoke(0);
        assertThat(lane.owns(batch)).isFalse();
        lane.assign(0, -1, 2);
        assertThat(lane.owns(batch)).as("of an earlier epoch").isFalse();
        lane.standsAt(batch, Map.of(0, 1L));
        assertThat(lane.committedOffsets()).containsEntry(0, -1L);
        assertThat(batch.offsets()).containsEntry(0, new OffsetMove(-1, 1, TIME, 1));
    }

    @Test
    void noBatchBeginsWhileTheLaneIsHeldOrAfterOneWasGivenUp() throws UnencodableException {
        Lane lane = lane(settings(1, 1, 1 << 20));
        lane.add(0, 0, TIME, change(Kind.WRITE, WIDE, 1L, 1, "a"));
        lane.add(0, 1, TIME, change(Kind.WRITE, WIDE, 2L, 2, "b"));
        lane.hold();
        assertThat(lane.begin(0)).isNull();
        assertThat(lane.dueAt()).isEqualTo(Long.MAX_VALUE);
        lane.release();
        assertThat(lane.begin(0)).isNotNull();
        lane.abandoned();
        assertThat(lane.begin(0)).as("past the gap").isNull();
    }

    @Test
    void aBatchOfRevokedPartitionsThatWasToBeReadCarefullyEndsWithoutThem() throws UnencodableException {
        Lane lane = lane(settings(100, 100, 1 << 20));
        lane.assign(1, -1, 1);
        lane.add(0, 0, TIME, change(Kind.WRITE, WIDE, 1L, 1, "a"));
        lane.add(1, 0, TIME, change(Kind.WRITE, WIDE, 2L, 2, "a"));
        LaneBatch batch = lane.begin(0);
        lane.discard();
        lane.revoke(0);
        lane.beCarefulAbout(batch);
        lane.committed(0);
        assertThat(lane.committedOffsets()).containsOnlyKeys(1).containsEntry(1, 1L);
    }

    @Test
    void whatIsDiscardedIsReadAgainFromWhatIsCommitted() throws UnencodableException {
        Lane lane = lane(settings(100, 2, 1 << 20));
        for (int i = 5; i < 10; i++) {
            lane.add(0, i, TIME, change(Kind.WRITE, WIDE, (long) i, i, "a"));
        }
        assertThat(lane.restartOffsets()).containsEntry(0, 5L);
        lane.begin(0);
        lane.committed(0);
        lane.discard();
        assertThat(lane.restartOffsets()).containsEntry(0, 7L);
        assertThat(lane.position(0)).isEqualTo(7);
        assertThat(lane.memory()).isZero();
    }

    @Test
    void aBatchTellsTheTimeOfItsLastRecordWhateverThatAskedFor() throws UnencodableException {
        Lane lane = lane(settings(100, 100, 1 << 20));
        lane.add(0, 0, TIME, change(Kind.WRITE, WIDE, 1L, 1, "a"));
        lane.add(0, 1, TIME + 1, change(Kind.WRITE, WIDE, 2L, 2, "a"));
        assertThat(lane.begin(0).offsets()).containsEntry(0, new OffsetMove(-1, 2, TIME + 1, 1));
        lane.committed(0);
        lane.add(0, 2, TIME + 2, change(Kind.WRITE, WIDE, 3L, 3, "a"));
        lane.pass(0, 3, OffsetMove.NO_TIMESTAMP);
        assertThat(lane.begin(0).offsets()).containsEntry(0, new OffsetMove(2, 4, OffsetMove.NO_TIMESTAMP, 1));
        lane.abandoned();
        lane.discard();
        lane.release();
        lane.pass(0, 2, TIME + 2);
        assertThat(lane.begin(0).offsets())
                .as("read again, and cut earlier")
                .containsEntry(0, new OffsetMove(2, 3, TIME + 2, 1));
    }
}
