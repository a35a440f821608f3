package io.bendsync.runtime.verify;

import io.bendsync.runtime.database.DatabendDatabase;
import io.bendsync.runtime.database.MySqlDatabase;
import io.bendsync.runtime.problem.BendsyncException;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Compares two tables while they are being written to. Both databases compute counts and checksums of the same parts of
 * the table; only of parts that differ are rows read, and rows that differ are looked at again before they are called
 * different.
 */
public final class TableComparison {
    private static final int EXAMPLES = 10;
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(500);
    private static final Duration WATCH_EVERY = Duration.ofMillis(20);

    private final MySqlReads mysql;
    private final DatabendDatabase databend;
    private final Grain grain;

    /** @param loadPercent the share of the time for which MySQL may be kept busy, 1 to 100 */
    public TableComparison(MySqlDatabase mysql, DatabendDatabase databend, int loadPercent) {
        this(new MySqlReads(mysql, loadPercent), databend, Grain.USUAL);
    }

    TableComparison(MySqlReads mysql, DatabendDatabase databend, Grain grain) {
        this.mysql = mysql;
        this.databend = databend;
        this.grain = grain;
    }

    /**
     * Compares the tables.
     *
     * @param patience how long rows that differ are looked at again
     */
    public TableReport compare(TablePair pair, Duration patience) {
        ComparedTable table = ComparedTable.of(pair, mysql, databend);
        if (table.columns().isEmpty()) {
            return TableReport.incomparable(pair, table.remarks());
        }
        RowText text =
                new RowText(table, Integer.toHexString(new SecureRandom().nextInt()), PlainReals.of(table, databend));
        TableSearch search = new TableSearch(table, text, mysql, databend, grain);
        search.run();
        Suspects suspects = new Suspects(search.found());
        SliceRows rows = new SliceRows(table, text, mysql, databend);
        long deadline = System.nanoTime() + patience.toNanos();
        boolean first = true; // all are looked at twice, however long that takes
        while (!suspects.isEmpty() && System.nanoTime() < deadline) {
            watch(suspects, rows);
            for (List<Slice> slices : suspects.slices()) {
                if (first || System.nanoTime() < deadline) {
                    suspects.seeAgain(slices, rows.compare(slices));
                }
            }
            first = false;
        }
        return report(table, search, suspects);
    }

    private static TableReport report(ComparedTable table, TableSearch search, Suspects suspects) {
        List<Finding> different = suspects.different().stream()
                .sorted((left, right) -> compare(table, left.key(), right.key()))
                .toList();
        List<String> remarks = new ArrayList<>(table.remarks());
        if (search.unexamined() > 0) {
            remarks.add(
                    "there is more: " + search.unexamined() + " further parts of the table differ and were not read");
        }
        int undecided = suspects.undecided();
        if (undecided > 0) {
            remarks.add(undecided + (undecided == 1 ? " row" : " rows")
                    + " kept changing on both sides and cannot be judged: verify again with a longer --wait, or when the"
                    + " table is quieter");
        }
        return new TableReport(
                table.pair(),
                search.mysqlRows(),
                search.databendRows(),
                table.columns().subList(0, table.keyColumns()),
                different,
                undecided,
                remarks,
                different.stream()
                        .flatMap(finding -> finding.words().stream())
                        .limit(EXAMPLES)
                        .toList(),
                table.incomparable() || search.unexamined() > 0,
                table.mysqlFilter());
    }

    private static int compare(ComparedTable table, List<String> left, List<String> right) {
        for (int i = 0; i < left.size(); i++) {
            Comparator<String> order = table.columns().get(i).kind() == CellKind.NUMBER
                    ? Comparator.comparing(BigDecimal::new)
                    : Comparator.naturalOrder();
            int result = Comparator.nullsFirst(order).compare(left.get(i), right.get(i));
            if (result != 0) {
                return result;
            }
        }
        return 0;
    }

    /**
     * Waits for the next look, and sees meanwhile what MySQL has, where that is cheap: of a row that changes many times a
     * second two looks would hardly ever see one and the same state on both sides, however well it is synced.
     */
    private static void watch(Suspects suspects, SliceRows rows) {
        long until = System.nanoTime() + LOOK_AGAIN_AFTER.toNanos();
        List<Slice> watched = suspects.watched();
        if (watched.isEmpty()) {
            pause(LOOK_AGAIN_AFTER);
            return;
        }
        while (System.nanoTime() < until) {
            suspects.seeMySql(watched, rows.watch(watched));
            pause(WATCH_EVERY);
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw BendsyncException.failed("stopped while comparing", e);
        }
    }
}
