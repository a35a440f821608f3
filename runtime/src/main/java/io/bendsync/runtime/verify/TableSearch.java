package io.bendsync.runtime.verify;

import io.bendsync.runtime.database.DatabendDatabase;
import io.bendsync.runtime.database.Rows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The first look at a table: checksums of all its parts from both sides, then again and again of smaller parts of those
 * that differ, and at last the rows.
 */
final class TableSearch {
    /** Into how many parts a part that differs is cut at most at once. */
    private static final long MOST_PARTS = 64;

    /** No more groups than this in one statement's answer. */
    private static final long MOST_PARTS_AT_FIRST = 1 << 17;

    /** Classes are cut until about so many statements read what is left of them, */
    private static final long STATEMENTS_TO_READ = 4;

    /** but not into parts of fewer rows than this. */
    private static final long LEAST_READ = 4;

    private final ComparedTable table;
    private final RowText text;
    private final MySqlReads mysql;
    private final DatabendDatabase databend;
    private final Digests digests;
    private final SliceRows rows;
    private final Grain grain;
    private final Map<Slice, Map<List<String>, Finding>> found = new LinkedHashMap<>();
    private int findings;
    private int unexamined;
    private Digest mysqlTotal = Digest.EMPTY;
    private Digest databendTotal = Digest.EMPTY;

    TableSearch(ComparedTable table, RowText text, MySqlReads mysql, DatabendDatabase databend, Grain grain) {
        this.table = table;
        this.text = text;
        this.mysql = mysql;
        this.databend = databend;
        this.digests = new Digests(text, mysql, databend);
        this.rows = new SliceRows(table, text, mysql, databend);
        this.grain = grain;
    }

    /** Looks at the whole table. */
    void run() {
        long estimate = Math.max(mysqlEstimate(), databendCount());
        Slice whole = whole();
        long parts = Math.min(MOST_PARTS_AT_FIRST, Math.max(2, estimate / grain.rowsASlice()));
        Slice.Cut cut = whole.cut(parts).orElseThrow();
        CompletableFuture<Map<Long, Digest>> theirs = CompletableFuture.supplyAsync(() -> digests.databend(whole, cut));
        Map<Long, Digest> ours = cut instanceof KeyRange.Steps steps ? byStatements(steps) : digests.mysql(whole, cut);
        Map<Long, Digest> right = answer(theirs);
        mysqlTotal = ours.values().stream().reduce(Digest.EMPTY, Digest::plus);
        databendTotal = right.values().stream().reduce(Digest.EMPTY, Digest::plus);
        refineWhereDifferent(cut, ours, right);
    }

    /** Rows in MySQL when they were counted. */
    long mysqlRows() {
        return mysqlTotal.rows();
    }

    /** Rows in Databend when they were counted. */
    long databendRows() {
        return databendTotal.rows();
    }

    /** What differed when its part was read, by part and key. */
    Map<Slice, Map<List<String>, Finding>> found() {
        return found;
    }

    /** How many parts that differ were left unread, since enough was found. */
    int unexamined() {
        return unexamined;
    }

    private Map<Long, Digest> byStatements(KeyRange.Steps steps) {
        Map<Long, Digest> all = new HashMap<>();
        long each = Math.max(1, grain.rowsAStatement() / grain.rowsASlice());
        for (long first = 0; first < steps.parts(); first += each) {
            all.putAll(digests.mysql(steps.range(first, Math.min(steps.parts(), first + each)), steps));
        }
        return all;
    }

    private void refineWhereDifferent(Slice.Cut cut, Map<Long, Digest> ours, Map<Long, Digest> theirs) {
        Set<Long> numbers = new HashSet<>(ours.keySet());
        numbers.addAll(theirs.keySet());
        List<Part> parts = new ArrayList<>();
        for (long number : numbers.stream().sorted().toList()) {
            Digest left = ours.getOrDefault(number, Digest.EMPTY);
            Digest right = theirs.getOrDefault(number, Digest.EMPTY);
            if (!left.equals(right)) {
                parts.add(new Part(cut.part(number), Math.max(left.rows(), right.rows())));
            }
        }
        if (cut instanceof KeyClass.Rests) {
            refineTogether(parts);
        } else {
            parts.forEach(this::refine);
        }
    }

    private void refine(Part part) {
        if (findings >= grain.findings()) {
            unexamined++;
            return;
        }
        Slice slice = part.slice;
        Optional<Slice.Cut> cut = part.rows <= grain.rowsRead()
                ? Optional.empty()
                : slice.cut(Math.min(MOST_PARTS, 2 * part.rows / grain.rowsRead() + 1));
        if (cut.isPresent()) {
            refineWhereDifferent(cut.get(), digests.mysql(slice, cut.get()), digests.databend(slice, cut.get()));
        } else {
            read(slice);
        }
    }

    /** All classes of a cut by the same statements, since each statement reads the whole table. */
    private void refineTogether(List<Part> parts) {
        int room = Math.max(0, grain.findings() - findings); // each holds one at least
        unexamined += Math.max(0, parts.size() - room);
        List<Part> classes = parts.subList(0, Math.min(room, parts.size()));
        if (classes.isEmpty()) {
            return;
        }
        long most = classes.stream().mapToLong(Part::rows).max().orElseThrow();
        long read = Math.max(LEAST_READ, STATEMENTS_TO_READ * grain.rowsTogether() / classes.size());
        read = Math.min(read, grain.rowsRead());
        KeyClass together = together(classes);
        Optional<Slice.Cut> cut = most <= read
                ? Optional.empty()
                : together.cut(
                        Math.min(Math.min(MOST_PARTS, MOST_PARTS_AT_FIRST / classes.size()), 2 * most / read + 1));
        if (cut.isPresent()) {
            refineWhereDifferent(cut.get(), digests.mysql(together, cut.get()), digests.databend(together, cut.get()));
            return;
        }
        List<Part> batch = new ArrayList<>();
        long rowsOfBatch = 0;
        for (Part part : classes) {
            if (!batch.isEmpty() && rowsOfBatch + part.rows > grain.rowsTogether()) {
                read(together(batch));
                batch.clear();
                rowsOfBatch = 0;
            }
            batch.add(part);
            rowsOfBatch += part.rows;
        }
        read(together(batch));
    }

    private static KeyClass together(List<Part> classes) {
        return KeyClass.together(
                classes.stream().map(part -> (KeyClass) part.slice).toList());
    }

    private void read(Slice slice) {
        Map<List<String>, Finding> differing = rows.compare(List.of(slice));
        if (!differing.isEmpty()) {
            found.put(slice, differing);
            findings += differing.size();
        }
    }

    /** A part of the table whose checksums differ, and how many rows the side with more of them has there. */
    private record Part(Slice slice, long rows) {}

    /** By ranges of the key's first column where that is a whole number, else by classes of the key. */
    private Slice whole() {
        Slice classes = KeyClass.all(text, Optional.empty());
        if (table.keyColumns() == 0 || !table.columns().get(0).whole()) {
            return classes;
        }
        ComparedColumn key = table.columns().get(0);
        KeyRange any = new KeyRange(key, text, 0, 0);
        Optional<Span> ours = Span.ofMySql(any, mysql);
        Optional<Span> theirs = Span.ofDatabend(any, databend);
        if (ours.isEmpty() || theirs.isEmpty()) {
            return classes;
        }
        Span both = ours.get().with(theirs.get());
        return new KeyRange(key, text, both.least(), both.greatest() + 1);
    }

    private long mysqlEstimate() {
        long[] estimate = {0};
        mysql.each(
                "SELECT COALESCE(MAX(table_rows), 0) FROM information_schema.tables"
                        + " WHERE table_schema = ? AND table_name = ?",
                row -> estimate[0] = Long.parseLong(row.get(0)),
                table.pair().mysqlDatabase(),
                table.pair().mysqlTable());
        return estimate[0];
    }

    private long databendCount() {
        try (Rows count = databend.query("SELECT count(*) FROM " + text.databendTable())) {
            return Long.parseLong(count.next().get(0));
        }
    }

    private static Map<Long, Digest> answer(CompletableFuture<Map<Long, Digest>> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException problem ? problem : e;
        }
    }
}
