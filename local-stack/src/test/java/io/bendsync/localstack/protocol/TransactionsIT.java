package io.bendsync.localstack.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The server's txn_state: AutoCommit, Active, Fail, and what leads from one to the other. */
class TransactionsIT {
    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private final HttpSession session = GATEWAY.session();
    private final String table = GATEWAY.table("i INT, v VARCHAR");

    @Test
    void autoCommitStatementIsSeenByOthersAtOnce() {
        session.run("INSERT INTO " + table + " VALUES (1, 'a')");

        assertThat(session.transactionState()).isEqualTo("AutoCommit");
        assertThat(count()).isEqualTo("1");
    }

    @Test
    void activeTransactionIsSeenByItselfAlone() {
        session.run("BEGIN");
        session.run("INSERT INTO " + table + " VALUES (1, 'a')");

        assertThat(session.transactionState()).isEqualTo("Active");
        assertThat(session.run("SELECT count(*) FROM " + table).value()).isEqualTo("1");
        assertThat(count()).isEqualTo("0");
    }

    @Test
    void commitMakesActiveAutoCommitAgainAndShowsTheRows() {
        session.run("BEGIN");
        session.run("INSERT INTO " + table + " VALUES (1, 'a')");
        session.run("COMMIT").rows();

        assertThat(session.transactionState()).isEqualTo("AutoCommit");
        assertThat(count()).isEqualTo("1");
    }

    @Test
    void rollbackMakesActiveAutoCommitAgainAndLeavesNothing() {
        session.run("BEGIN");
        session.run("INSERT INTO " + table + " VALUES (1, 'a')");
        session.run("ROLLBACK").rows();

        assertThat(session.transactionState()).isEqualTo("AutoCommit");
        assertThat(count()).isEqualTo("0");
    }

    @Test
    void failedStatementMakesActiveFail() {
        session.run("BEGIN");
        session.run("INSERT INTO " + table + " VALUES (1, 'a')");

        assertThat(session.run("SELECT * FROM never_made").code()).isEqualTo(1025);
        assertThat(session.transactionState()).isEqualTo("Fail");
    }

    @Test
    void failRefusesEveryStatementUntilRollback() {
        failed();

        assertThat(session.run("SELECT 1").code()).isEqualTo(4002);
        assertThat(session.run("INSERT INTO " + table + " VALUES (2, 'b')").code())
                .isEqualTo(4002);
        session.run("BEGIN");
        assertThat(session.transactionState()).isEqualTo("Fail");
        session.run("ROLLBACK").rows();
        assertThat(session.transactionState()).isEqualTo("AutoCommit");
        assertThat(session.run("SELECT 1").value()).isEqualTo("1");
        assertThat(count()).isEqualTo("0");
    }

    @Test
    void commitOfFailSaysOkAndCommitsNothing() {
        failed();

        assertThat(session.run("COMMIT").code()).isZero();
        assertThat(session.transactionState()).isEqualTo("AutoCommit");
        assertThat(count()).isEqualTo("0");
    }

    @Test
    void misspeltStatementFailsTheTransactionToo() {
        session.run("BEGIN");
        session.run("INSERT INTO " + table + " VALUES (1, 'a')");

        assertThat(session.run("CREATE TABEL x (i INT)").code()).isEqualTo(1005);
        assertThat(session.transactionState()).isEqualTo("Fail");
        session.run("COMMIT");
        assertThat(count()).isEqualTo("0");
    }

    @Test
    void ddlCommitsAnActiveTransaction() {
        session.run("BEGIN");
        session.run("INSERT INTO " + table + " VALUES (1, 'a')");
        session.run("ALTER TABLE " + table + " ADD COLUMN w INT").rows();

        assertThat(session.transactionState()).isEqualTo("AutoCommit");
        assertThat(count()).isEqualTo("1");
        session.run("ROLLBACK");
        assertThat(count()).isEqualTo("1");
    }

    @Test
    void commitOutsideATransactionSaysOk() {
        assertThat(session.run("COMMIT").code()).isZero();
        assertThat(session.run("ROLLBACK").code()).isZero();
    }

    @Test
    void beginWithinActiveChangesNothing() {
        session.run("BEGIN");
        session.run("INSERT INTO " + table + " VALUES (1, 'a')");
        session.run("BEGIN").rows();
        session.run("ROLLBACK");

        assertThat(count()).isEqualTo("0");
    }

    @Test
    void conflictingUpdateFailsAtCommitWithItsCode() {
        session.run("INSERT INTO " + table + " VALUES (1, 'a')");
        HttpSession other = GATEWAY.session();
        session.run("BEGIN");
        other.run("BEGIN");
        session.run("UPDATE " + table + " SET v = 'mine'").rows();
        other.run("UPDATE " + table + " SET v = 'theirs'").rows();

        session.run("COMMIT").rows();
        assertThat(other.run("COMMIT").code()).isEqualTo(4001);
        assertThat(other.transactionState()).isEqualTo("AutoCommit");
        assertThat(GATEWAY.rows("SELECT v FROM " + table)).containsExactly(List.of("mine"));
    }

    @Test
    void severalTablesAreCommittedTogether() {
        String second = GATEWAY.table("i INT");
        session.run("BEGIN");
        session.run("INSERT INTO " + table + " VALUES (1, 'a')");
        session.run("MERGE INTO " + second + " t USING (SELECT 7 AS i) s ON t.i = s.i"
                        + " WHEN NOT MATCHED THEN INSERT VALUES (s.i)")
                .rows();
        assertThat(GATEWAY.rows("SELECT count(*) FROM " + second)).containsExactly(List.of("0"));
        session.run("COMMIT").rows();

        assertThat(count()).isEqualTo("1");
        assertThat(GATEWAY.rows("SELECT i FROM " + second)).containsExactly(List.of("7"));
    }

    @Test
    void idleTransactionIsRolledBackAndItsSessionToldSo() {
        session.run("SET idle_transaction_timeout_secs = 1").rows();
        session.run("BEGIN");
        session.run("INSERT INTO " + table + " VALUES (1, 'a')");
        ObjectNode open = session.state().deepCopy();

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> {
                    ObjectNode request = session.request("SELECT count(*) FROM " + table);
                    request.set("session", open);
                    assertThat(session.run(request).code()).isEqualTo(4003);
                });
        assertThat(session.transactionState()).isEqualTo("Fail");
        assertThat(session.run("COMMIT").code()).isZero();
        assertThat(count()).isEqualTo("0");
    }

    @Test
    void clientThatForgotItsTransactionGetsASessionOutsideIt() {
        session.run("BEGIN");
        session.run("INSERT INTO " + table + " VALUES (1, 'a')");
        ObjectNode request = session.request("SELECT count(*) FROM " + table);
        request.set("session", session.state().deepCopy().put("txn_state", "AutoCommit"));

        assertThat(GATEWAY.session().run(request).value()).isEqualTo("0");
    }

    private void failed() {
        session.run("BEGIN");
        session.run("INSERT INTO " + table + " VALUES (1, 'a')");
        session.run("SELECT * FROM never_made");
    }

    private String count() {
        return GATEWAY.rows("SELECT count(*) FROM " + table).get(0).get(0);
    }
}
