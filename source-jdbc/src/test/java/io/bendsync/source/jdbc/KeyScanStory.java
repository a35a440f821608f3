package io.bendsync.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the tests of deletes by key scan share: a task, what its stream replayed comes to, and the table. */
@ExtendWith(StackExtension.class)
abstract class KeyScanStory {
    static final String TABLE = """
            CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20),
              tms TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6))""";

    static final Duration LONGEST = Duration.ofMinutes(1);

    final Replica replica = new Replica();
    MySqlDatabase mysql;
    TaskRun run;

    @BeforeEach
    void keep(MySqlDatabase mysql) {
        this.mysql = mysql;
    }

    @AfterEach
    void stop() {
        if (run != null) {
            run.close();
        }
    }

    void start(String mode) {
        run = TaskRun.start(settings(mode));
    }

    Map<String, String> settings(String mode) {
        Settings settings = Settings.of(mysql, mode)
                .with("poll.interval.ms", "5")
                .with("table.poll.interval.ms", "100")
                .with("table.whitelist", "t")
                .with("gap.margin.ms", "100")
                .with("batch.max.rows", "7")
                .with("delete.detection", "key-scan")
                .with("delete.detection.interval.ms", "1")
                .with("delete.detection.keys.per.offset", "10");
        return mode.equals("timestamp")
                ? settings.with("timestamp.column.name", "tms").map()
                : settings.map();
    }

    static Map<String, String> with(Map<String, String> settings, String key, String value) {
        settings.put(key, value);
        return settings;
    }

    void insert(int first, int last) {
        for (int id = first; id <= last; id++) {
            mysql.execute("INSERT INTO t (id, name) VALUES (" + id + ", 'n" + id + "')");
        }
    }

    /** Polls until the replica is as the table; the test fails when it never is. */
    void agree() {
        agree(List.of("t"));
    }

    void agree(List<String> tables) {
        Map<String, Integer> table = names(tables);
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!replica.names().equals(table) && System.nanoTime() < end) {
            replica.apply(run.poll());
        }
        assertThat(difference(replica.names(), table)).as("only in the topic").isEmpty();
        assertThat(difference(table, replica.names())).as("only in the table").isEmpty();
    }

    static Map<String, Integer> difference(Map<String, Integer> some, Map<String, Integer> others) {
        Map<String, Integer> difference = new TreeMap<>(some);
        difference.entrySet().removeAll(others.entrySet());
        return difference;
    }

    /** Polls until many polls in a row brought nothing new; whatever scan was due has ended by then. */
    void settle() {
        replica.busy();
        pollUntil(() -> replica.idle() >= 15);
    }

    void pollUntil(BooleanSupplier reached) {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).as("given up after %s", LONGEST).isLessThan(end);
            replica.apply(run.poll());
        }
    }

    Map<String, Integer> names(List<String> tables) {
        Map<String, Integer> names = new TreeMap<>();
        for (String table : tables) {
            mysql.query("SELECT name FROM " + table).forEach(row -> names.merge(row.get(0), 1, Integer::sum));
        }
        return names;
    }
}
