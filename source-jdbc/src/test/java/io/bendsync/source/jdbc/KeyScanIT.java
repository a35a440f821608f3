package io.bendsync.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that are gone become tombstones, whatever happens in between. */
class KeyScanIT extends KeyScanStory {
    @ParameterizedTest
    @ValueSource(strings = {"incrementing", "timestamp", "timestamp+incrementing"})
    void rowsThatAreGoneBecomeTombstonesInEveryMode(String mode) {
        mysql.execute(TABLE);
        insert(1, 35);
        start(mode);
        agree();
        assertThat(replica.tombstones()).isZero();

        mysql.execute("DELETE FROM t WHERE id % 3 = 0");
        agree();
        assertThat(replica.tombstones()).isEqualTo(11);
        settle();
        assertThat(replica.tombstones()).isZero();

        insert(100, 110);
        mysql.execute("DELETE FROM t WHERE id < 30");
        agree();
    }

    @Test
    void rowInsertedSentAndDeletedBetweenTwoScansIsDeleted() {
        mysql.execute(TABLE);
        start("incrementing");
        settle();
        for (int i = 0; i < 5; i++) {
            mysql.execute("INSERT INTO t (name) VALUES ('short')");
            int id = i + 1;
            pollUntil(() -> replica.names().containsKey("short"));
            mysql.execute("DELETE FROM t WHERE id = " + id);
            agree();
        }
        assertThat(replica.tombstones()).isEqualTo(5);
    }

    @Test
    void rowsDeletedWhileTheConnectorWasDownAreDeleted() {
        mysql.execute(TABLE);
        insert(1, 47);
        start("timestamp+incrementing");
        agree();
        run.close();
        mysql.execute("DELETE FROM t WHERE id IN (1, 8, 11, 25, 40, 47)");
        run = run.restarted();
        agree();
        assertThat(replica.tombstones()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 10, 25, 30})
    void scanSwitchedOnLaterKnowsTheRowsThatWereSentBefore(int rows) {
        mysql.execute(TABLE);
        insert(1, rows);
        run = TaskRun.start(Settings.of(mysql, "incrementing").map());
        replica.apply(run.take(rows));
        run = run.restarted(settings("incrementing"));
        settle();
        assertThat(replica.names()).isEqualTo(names(List.of("t")));
        run = run.restarted();
        mysql.execute("DELETE FROM t WHERE id % 2 = 1");
        agree();
        assertThat(replica.tombstones()).isEqualTo((rows + 1) / 2);
    }

    @Test
    void restartAtEveryRecordLosesNoDelete() {
        mysql.execute(TABLE);
        insert(1, 45);
        start("timestamp+incrementing");
        take(1);
        agree();
        mysql.execute("DELETE FROM t WHERE id % 2 = 0");
        take(1);
        agree();
        insert(100, 120);
        mysql.execute("DELETE FROM t WHERE id < 110");
        take(3);
        agree();
        mysql.execute("DELETE FROM t");
        take(2);
        agree();
    }

    /** The first records of batches, with a kill after each. */
    private void take(int kept) {
        for (int empty = 0; empty < 8; ) {
            int[] left = {kept};
            List<SourceRecord> records = run.poll(record -> left[0]-- > 0);
            replica.apply(records);
            empty = records.isEmpty() ? empty + 1 : 0;
            if (left[0] < 0) {
                run = run.restarted();
            }
        }
    }

    @Test
    void keysWhoseOwnOffsetsWereNotStoredAreKnownAllTheSame() {
        mysql.execute(TABLE);
        insert(1, 95);
        start("incrementing");
        run.storeOnly(partition -> !partition.containsKey("keys"));
        agree();
        run.close();
        mysql.execute("DELETE FROM t WHERE id % 5 = 0");
        run = run.restarted();
        agree();
        assertThat(replica.tombstones()).isEqualTo(19);
        run = run.restarted();
        mysql.execute("DELETE FROM t");
        agree();
    }

    /** Long keys of which none is stored in a run: the table's offset has no room for them all, and stays behind. */
    @Test
    void keysThatFindNoRoomAreSentAgainRatherThanForgotten() {
        mysql.execute(
                "CREATE TABLE t (id INT AUTO_INCREMENT, k CHAR(128), name VARCHAR(20), PRIMARY KEY (id, k))",
                "SET SESSION cte_max_recursion_depth = 100000",
                "INSERT INTO t (k, name) WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 8000)"
                        + " SELECT SHA2(n, 512), n FROM r");
        run = TaskRun.start(with(
                with(settings("incrementing"), "batch.max.rows", "1000"), "delete.detection.keys.per.offset", "8000"));
        run.storeOnly(partition -> !partition.containsKey("keys"));
        List<SourceRecord> first = run.take(8000);
        replica.apply(first);
        assertThat(run.offsets().values().toString().length()).isBetween(300_000, 1_000_000);
        run.close();
        mysql.execute("DELETE FROM t WHERE id % 100 = 0 AND id <= 3000");
        run = run.restarted();
        int again = 0;
        for (int empty = 0; empty < 15; ) {
            List<SourceRecord> records = run.poll();
            replica.apply(records);
            again += records.size();
            empty = records.isEmpty() ? empty + 1 : 0;
        }
        assertThat(again).isBetween(1000, 7000);
        mysql.execute("DELETE FROM t WHERE id % 100 = 1");
        agree();
        assertThat(replica.tombstones()).isEqualTo(30 + 80);
    }

    @Test
    void keysOfRowsSentOneByOneAreKept() {
        mysql.execute(TABLE);
        run = TaskRun.start(with(settings("incrementing"), "batch.max.rows", "1"));
        insert(1, 65);
        agree();
        run = run.restarted();
        mysql.execute("DELETE FROM t WHERE id <= 60");
        agree();
        assertThat(replica.tombstones()).isEqualTo(60);
    }

    @Test
    void truncateIsADeleteOfEveryRow() {
        mysql.execute(TABLE);
        insert(1, 52);
        start("timestamp");
        agree();
        mysql.execute("TRUNCATE TABLE t");
        agree();
        assertThat(replica.tombstones()).isEqualTo(52);
    }

    @Test
    void tableThatIsDroppedLosesNoRow() {
        mysql.execute(TABLE, "CREATE TABLE other (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20))");
        insert(1, 25);
        run = TaskRun.start(with(settings("incrementing"), "table.whitelist", "t,other"));
        agree();
        mysql.execute("DROP TABLE t");
        settle();
        assertThat(replica.tombstones()).isZero();
        mysql.execute(TABLE);
        insert(1, 24);
        agree();
        assertThat(replica.tombstones()).isEqualTo(1);
    }

    @Test
    void keyThatIsChangedLeavesATombstoneOfTheOldOne() {
        mysql.execute(TABLE);
        insert(1, 15);
        start("timestamp");
        agree();
        mysql.execute("UPDATE t SET id = id + 1000, name = CONCAT('moved', id) WHERE id IN (2, 14)");
        agree();
        assertThat(replica.tombstones()).isEqualTo(2);
    }

    @Test
    void rowReplacedInOneTransactionIsNotDeleted() throws SQLException {
        mysql.execute(TABLE);
        insert(1, 25);
        start("timestamp");
        agree();
        try (Connection session = mysql.connect();
                Statement statement = session.createStatement()) {
            session.setAutoCommit(false);
            statement.execute("DELETE FROM t WHERE id IN (3, 25)");
            settle();
            statement.execute("INSERT INTO t (id, name) VALUES (3, 'again')");
            settle();
            statement.execute("INSERT INTO t (id, name) VALUES (25, 'again')");
            session.commit();
            statement.execute("DELETE FROM t");
            settle();
            session.rollback();
        }
        mysql.execute("REPLACE INTO t (id, name) VALUES (7, 'replaced')");
        agree();
        settle();
        assertThat(replica.tombstones()).isZero();
    }

    @Test
    void rowThatComesBackAfterItsTombstoneIsThere() {
        mysql.execute(TABLE);
        insert(1, 25);
        start("timestamp");
        agree();
        for (int round = 0; round < 3; round++) {
            mysql.execute("DELETE FROM t WHERE id IN (3, 25)");
            agree();
            mysql.execute("INSERT INTO t (id, name) VALUES (3, 'again'), (25, 'again')");
            agree();
        }
        assertThat(replica.tombstones()).isEqualTo(6);
    }

    @Test
    void rowsUpdatedAgainAndAgainDoNotMakeMoreAndMoreOffsets() {
        mysql.execute(TABLE);
        insert(1, 40);
        run = TaskRun.start(with(settings("timestamp"), "gap.margin.ms", "0"));
        agree();
        for (int round = 0; round < 40; round++) {
            mysql.execute(
                    "UPDATE t SET name = 'v" + round + "' WHERE id BETWEEN 5 AND 12 OR id = " + (13 + round % 25));
            agree();
            for (int i = 0; i < 20; i++) {
                replica.apply(run.poll());
            }
        }
        assertThat(run.offsets().size()).isLessThan(20);
        run = run.restarted();
        mysql.execute("DELETE FROM t WHERE id % 2 = 0");
        agree();
        mysql.execute("DELETE FROM t");
        agree();
    }
}
