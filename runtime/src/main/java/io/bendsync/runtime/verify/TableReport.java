package io.bendsync.runtime.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * What the comparison of one table found.
 *
 * @param mysqlRows rows counted in MySQL
 * @param databendRows rows counted in Databend
 * @param key the columns of the primary key; empty where there is none
 * @param findings the keys that differ
 * @param undecided how many keys kept changing on both sides, so that it cannot be said whether they differ
 * @param remarks what else there is to say, such as columns that are missing
 * @param examples the first differences, one line each
 * @param mysqlFilter a condition of MySQL's for the rows that are sent, empty for all
 * @param incomparable whether a remark makes it impossible to say that both agree, such as a missing column
 */
public record TableReport(
        TablePair table,
        long mysqlRows,
        long databendRows,
        List<ComparedColumn> key,
        List<Finding> findings,
        int undecided,
        List<String> remarks,
        List<String> examples,
        boolean incomparable,
        String mysqlFilter) {
    /** What is said of a table, from the best to the worst. */
    public enum Outcome {
        /** Both sides are the same in every row and column. */
        AGREES("agrees"),
        /** No difference is known, but some rows never rested long enough to be judged. */
        UNDECIDED("UNDECIDED"),
        /** Something differs, or is missing on one side. */
        DIFFERS("DIFFERS");

        private final String word;

        Outcome(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    public TableReport {
        key = List.copyOf(key);
        findings = List.copyOf(findings);
        remarks = List.copyOf(remarks);
        examples = List.copyOf(examples);
    }

    static TableReport incomparable(TablePair table, List<String> remarks) {
        return new TableReport(table, 0, 0, List.of(), List.of(), 0, remarks, List.of(), true, "");
    }

    /** The same with more to say, if there is any: then the two do not agree. */
    TableReport withRemarks(List<String> more) {
        List<String> all = new ArrayList<>(remarks);
        all.addAll(more);
        boolean unequal = incomparable || !more.isEmpty();
        return new TableReport(
                table, mysqlRows, databendRows, key, findings, undecided, all, examples, unequal, mysqlFilter);
    }

    /** Rows that Databend lacks. */
    public long missing() {
        return sum(Finding::missing);
    }

    /** Rows that only Databend has. */
    public long surplus() {
        return sum(Finding::surplus);
    }

    /** Rows with the same key and another value somewhere. */
    public long different() {
        return sum(Finding::different);
    }

    /** Whether both sides agree. */
    public Outcome outcome() {
        if (!findings.isEmpty() || incomparable) {
            return Outcome.DIFFERS;
        }
        return undecided > 0 ? Outcome.UNDECIDED : Outcome.AGREES;
    }

    /** Whether both sides agree in every row and column. */
    public boolean agrees() {
        return outcome() == Outcome.AGREES;
    }

    private long sum(ToIntFunction<Finding> count) {
        return findings.stream().mapToLong(count::applyAsInt).sum();
    }
}
