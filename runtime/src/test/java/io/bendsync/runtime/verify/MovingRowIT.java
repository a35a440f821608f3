package io.bendsync.runtime.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A row whose counter never rests, and which Databend gets late: no look finds both sides at the same place. */
@ExtendWith(StackExtension.class)
class MovingRowIT {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(4);

    private final AtomicBoolean done = new AtomicBoolean();
    private MySqlDatabase mysql;
    private DatabendDatabase databend;
    private Thread pipeline;

    @BeforeEach
    void create(MySqlDatabase mysql, DatabendDatabase databend) {
        this.mysql = mysql;
        this.databend = databend;
        mysql.execute(
                "CREATE TABLE t (id INT PRIMARY KEY, counter INT, name VARCHAR(20))",
                "INSERT INTO t VALUES (1, 1000000, 'right'), (2, 0, 'rests')");
        databend.execute(
                "CREATE TABLE t (id INT, counter INT NULL, name VARCHAR NULL)",
                "INSERT INTO t VALUES (1, 0, 'right'), (2, 0, 'rests')");
    }

    private void move() {
        pipeline = new Thread(() -> {
            while (!done.get()) {
                mysql.execute("UPDATE t SET counter = counter + 1 WHERE id = 1");
                databend.execute("UPDATE t SET counter = counter + 1 WHERE id = 1");
            }
        });
        pipeline.start();
    }

    @AfterEach
    void rest() throws InterruptedException {
        done.set(true);
        pipeline.join();
    }

    @Test
    void aWrongCellIsFoundWhileTheCounterMoves() {
        databend.execute("UPDATE t SET name = 'wrong' WHERE id = 1");
        move();

        TableReport report = compare();

        assertThat(report.outcome()).isEqualTo(TableReport.Outcome.DIFFERS);
        assertThat(report.examples()).containsExactly("row id='1', column name: MySQL 'right', Databend 'wrong'");
        assertThat(report.undecided()).isZero();
    }

    @Test
    void aRowThatCannotBeJudgedIsNotSaidToAgree() {
        move();

        TableReport report = compare();

        assertThat(report.findings()).isEmpty();
        assertThat(report.outcome()).isEqualTo(TableReport.Outcome.UNDECIDED);
        assertThat(report.remarks()).singleElement().asString().startsWith("1 row kept changing on both sides");
    }

    private TableReport compare() {
        try (Compared compared = new Compared(mysql, databend, Grain.USUAL)) {
            return compared.compare("t", LONG_ENOUGH);
        }
    }
}
