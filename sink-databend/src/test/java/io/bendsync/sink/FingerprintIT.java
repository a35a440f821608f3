package io.bendsync.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bendsync.sink.FaultyProxy.Fault;
import io.bendsync.sink.commit.FaultPoints;
import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.StackExtension;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The ledger remembers the last record it counted, so that another topic under the same name is not taken for it. */
@ExtendWith(StackExtension.class)
class FingerprintIT {
    private static final TopicPartition T0 = new TopicPartition("t", 0);
    private static final TopicPartition T1 = new TopicPartition("t", 1);
    private static final String LEDGER = "`_bendsync_offsets_t_3d5b71619ecc_0`";
    private static final long YESTERDAY = 1_700_000_000_000L;
    private static final long TODAY = YESTERDAY + 86_400_000L;

    private static SinkHarness.Log rows(SinkHarness.Log log, int from, int to) {
        for (int i = from; i < to; i++) {
            Rows.add(log, "t", i, "n", 1L);
        }
        return log;
    }

    private static SinkHarness.Log tenRows() {
        return rows(new SinkHarness.Log().at(YESTERDAY), 0, 10);
    }

    /** Another topic of the same name, which is longer by now than the first ever was. */
    private static SinkHarness.Log madeAnew() {
        return rows(new SinkHarness.Log().at(TODAY), 100, 130);
    }

    private static Map<String, String> config(DatabendDatabase databend, String... more) {
        Map<String, String> config = SinkHarness.config(databend, "insert.mode", "insert");
        for (int i = 0; i < more.length; i += 2) {
            config.put(more[i], more[i + 1]);
        }
        return config;
    }

    private static void write(SinkHarness.Log log, Map<String, String> config, TopicPartition... partitions) {
        try (SinkHarness sink = SinkHarness.start(log, config, FaultPoints.NONE, partitions)) {
            sink.drain();
        }
    }

    private static void assertIds(DatabendDatabase databend, int count, int distinct, long sum) {
        assertThat(databend.query("SELECT count(*), count(DISTINCT id), sum(id) FROM t"))
                .containsExactly(List.of("" + count, "" + distinct, "" + sum));
    }

    private static void forget(Map<String, String> config, TopicPartition partition) {
        Map<TopicPartition, Long> forgotten = new HashMap<>();
        forgotten.put(partition, null);
        new DatabendSinkConnector().alterOffsets(config, forgotten);
    }

    @Test
    void aTopicMadeAnewThatIsLongerByNowIsRefusedAndReadFromItsStartAfterAReset(DatabendDatabase databend) {
        Map<String, String> config = config(databend);
        write(tenRows(), config, T0);
        SinkHarness.Log anew = madeAnew();
        try (SinkHarness sink = SinkHarness.start(anew, config, FaultPoints.NONE, T0)) {
            assertThatThrownBy(sink::poll)
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("t-0 offset 9")
                    .hasMessageContaining("the topic was made anew, or offsets were reset")
                    .hasMessageContaining("DELETE /connectors/sink/offsets");
        }
        assertIds(databend, 10, 10, 45);
        forget(config, T0);
        write(anew, config, T0);
        assertIds(databend, 40, 40, 45 + 3435);
    }

    @Test
    void aTopicMadeAnewThatIsJustAsLongIsRefused(DatabendDatabase databend) {
        Map<String, String> config = config(databend);
        write(tenRows(), config, T0);
        SinkHarness.Log anew = rows(new SinkHarness.Log().at(TODAY), 100, 110);
        try (SinkHarness sink = SinkHarness.start(anew, config, FaultPoints.NONE, T0)) {
            assertThatThrownBy(sink::poll).hasMessageContaining("the topic was made anew");
        }
    }

    @Test
    void onePartitionMadeAnewIsFoundAmongOthersThatAreNot(DatabendDatabase databend) {
        Map<String, String> config = config(databend);
        SinkHarness.Log log = tenRows();
        for (int i = 10; i < 20; i++) {
            log.add("t", 1, Rows.KEY, Rows.key(i), Rows.ROW, Rows.row(i, "n", 1L));
        }
        write(log, config, T0, T1);
        log.of(T1).clear();
        log.at(TODAY);
        for (int i = 100; i < 150; i++) {
            log.add("t", 1, Rows.KEY, Rows.key(i), Rows.ROW, Rows.row(i, "n", 1L));
        }
        try (SinkHarness sink = SinkHarness.start(log, config, FaultPoints.NONE, T0, T1)) {
            assertThatThrownBy(sink::poll).hasMessageContaining("t-1 offset 9");
        }
    }

    @Test
    void aTopicMadeAnewIsFoundAlsoWhereDatabendDidNotAnswerAtFirst(DatabendDatabase databend) {
        write(tenRows(), config(databend), T0);
        try (FaultyProxy proxy = new FaultyProxy(databend.url());
                SinkHarness sink = SinkHarness.start(
                        madeAnew(), config(databend, "connection.url", proxy.url()), FaultPoints.NONE)) {
            proxy.weather(sql -> Fault.UNAVAILABLE);
            sink.open(T0);
            assertThat(sink.paused()).containsExactly(T0);
            proxy.weather(sql -> Fault.NONE);
            assertThatThrownBy(() -> await().until(() -> {
                        sink.poll();
                        return false;
                    }))
                    .hasMessageContaining("the topic was made anew");
        }
    }

    @Test
    void restartsAndReturnsOfAPartitionGoOnWithEachRowOnce(DatabendDatabase databend) {
        Map<String, String> config = config(databend);
        SinkHarness.Log log = tenRows();
        log.add("t", 1, Rows.KEY, Rows.key(10), Rows.ROW, Rows.row(10, "n", 1L));
        write(log, config, T0, T1);
        write(log, config, T0, T1); // nothing is new
        log.at(TODAY);
        rows(log, 11, 20);
        try (SinkHarness sink = SinkHarness.start(log, config, FaultPoints.NONE, T0, T1)) {
            sink.pollSize(3).poll();
            sink.close(T0);
            sink.open(T0);
            sink.drain();
            sink.close(T0);
            sink.open(T0);
            rows(log, 20, 25);
            sink.drain();
        }
        assertIds(databend, 25, 25, 300);
    }

    @Test
    void aRecordThatAsksForNothingIsRememberedAsAnyOther(DatabendDatabase databend) {
        Map<String, String> config = config(databend);
        SinkHarness.Log log = tenRows().at(TODAY);
        Rows.delete(log, "t", 3); // deletes are not enabled
        write(log, config, T0);
        assertThat(databend.query("SELECT next_offset, last_record FROM " + LEDGER))
                .containsExactly(List.of("11", "10@" + TODAY));
        rows(log, 10, 15);
        write(log, config, T0);
        assertIds(databend, 15, 15, 105);
    }

    @Test
    void aRememberedRecordThatWasCompactedAwayLeavesNoVerdict(DatabendDatabase databend) {
        Map<String, String> config = config(databend);
        SinkHarness.Log log = tenRows();
        write(log, config, T0);
        log.at(TODAY);
        rows(log, 10, 15);
        log.lose(T0, 0, 10);
        write(log, config, T0);
        assertIds(databend, 15, 15, 105);
    }

    @Test
    void offsetsThatNeverComeBehindTheRememberedRecordHoldNothingUp(DatabendDatabase databend) {
        Map<String, String> config = config(databend);
        SinkHarness.Log log = tenRows();
        write(log, config, T0);
        log.at(TODAY);
        rows(log, 10, 15);
        log.lose(T0, 0, 12);
        write(log, config, T0);
        assertIds(databend, 13, 13, 45 + 12 + 13 + 14);
    }

    @Test
    void aConsumerThatGoesToTheEndWhereTheRememberedRecordHasExpiredPassesNoRowOver(DatabendDatabase databend) {
        Map<String, String> config = config(databend);
        SinkHarness.Log log = tenRows();
        write(log, config, T0);
        log.at(TODAY);
        rows(log, 10, 15);
        try (SinkHarness sink = SinkHarness.start(log, config, FaultPoints.NONE, T0)) {
            sink.seekTo(T0, 13); // as auto.offset.reset=latest has it, where offset 9 is out of range
            sink.drain();
        }
        assertIds(databend, 15, 15, 105);
    }

    @Test
    void recordsWithoutATimestampLeaveNoVerdict(DatabendDatabase databend) {
        Map<String, String> config = config(databend);
        SinkHarness.Log log = rows(new SinkHarness.Log().at(null), 0, 10);
        write(log, config, T0);
        assertThat(databend.query("SELECT next_offset, last_record FROM " + LEDGER))
                .containsExactly(List.of("10", "NULL"));
        rows(log, 10, 15);
        write(log, config, T0);
        assertIds(databend, 15, 15, 105);
    }

    @Test
    void offsetsAreNotReportedBeforeTheRememberedRecordHasCome(DatabendDatabase databend) {
        Map<String, String> config = config(databend);
        SinkHarness.Log log = tenRows();
        write(log, config, T0);
        log.committed.clear();
        try (SinkHarness sink = SinkHarness.start(log, config, FaultPoints.NONE, T0)) {
            sink.commit(); // Kafka Connect would complain of an offset that it has not read up to
            assertThat(log.committed).isEmpty();
            sink.poll();
            sink.commit();
            assertThat(log.committed).containsEntry(T0, 10L);
        }
    }

    @Test
    void anOperatorWhoSetsTheVeryOffsetThatTheLedgerHoldsIsTakenAtHisWord(DatabendDatabase databend) {
        Map<String, String> config = config(databend);
        write(tenRows(), config, T0);
        new DatabendSinkConnector().alterOffsets(config, Map.of(T0, 10L));
        write(madeAnew(), config, T0);
        assertThat(databend.query("SELECT count(*), max(id) FROM t")).containsExactly(List.of("30", "129"));
    }

    /** A change of this test is a change of what users have stored. */
    @Test
    void aLedgerOfVersion01GetsTheColumnAndRemembersFromThenOn(DatabendDatabase databend) {
        databend.execute("CREATE TABLE " + LEDGER
                + " (connector VARCHAR, topic VARCHAR, kafka_partition INT, next_offset BIGINT, epoch BIGINT, owner VARCHAR,"
                + " updated_at TIMESTAMP) AS SELECT 'sink', 't', 0, 4, 7, 'of 0.1', now()");
        Map<String, String> config = config(databend);
        SinkHarness.Log log = tenRows();
        write(log, config, T0);
        assertIds(databend, 6, 6, 4 + 5 + 6 + 7 + 8 + 9);
        assertThat(databend.query("SELECT next_offset, last_record FROM " + LEDGER))
                .containsExactly(List.of("10", "9@" + YESTERDAY));
        try (SinkHarness sink = SinkHarness.start(madeAnew(), config, FaultPoints.NONE, T0)) {
            assertThatThrownBy(sink::poll).hasMessageContaining("the topic was made anew");
        }
    }

    @Test
    void whatAnEarlierVersionWroteAfterwardsCountsAndTheOldFingerprintDoesNot(DatabendDatabase databend) {
        Map<String, String> config = config(databend);
        SinkHarness.Log log = tenRows();
        write(log, config, T0);
        log.at(TODAY);
        rows(log, 10, 20);
        databend.execute("UPDATE " + LEDGER + " SET next_offset = 15 WHERE true"); // and nothing else
        write(log, config, T0);
        assertIds(databend, 15, 15, 45 + 15 + 16 + 17 + 18 + 19);
    }
}
