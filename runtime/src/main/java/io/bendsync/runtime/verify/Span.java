package io.bendsync.runtime.verify;

import io.bendsync.runtime.database.DatabendDatabase;
import io.bendsync.runtime.database.Names;
import io.bendsync.runtime.database.Rows;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The least and greatest value of a key's first column on one side. */
record Span(long least, long greatest) {
    private static final BigInteger FARTHEST = BigInteger.valueOf(KeyRange.FARTHEST);

    /** Of an empty table; {@link #with} makes it the other side's. */
    private static final Span NOTHING = new Span(Long.MAX_VALUE, Long.MIN_VALUE);

    /**
     * Empty where ranges cannot be counted in, since the values lie too far out, or where a row has no such value, which
     * no range would hold: a primary key's column always has one, a column of a key of the user's choice may not.
     */
    static Optional<Span> ofMySql(KeyRange range, MySqlReads mysql) {
        List<List<String>> answer = new ArrayList<>();
        String key = Names.mysql(range.column().mysqlName());
        List<List<String>> without = new ArrayList<>();
        mysql.each("SELECT 1 FROM " + range.text().mysqlTable() + " WHERE " + key + " IS NULL LIMIT 1", without::add);
        if (!without.isEmpty()) {
            return Optional.empty();
        }
        mysql.each(
                "SELECT MIN(" + key + "), MAX(" + key + "), 0 FROM "
                        + range.text().mysqlTable(),
                answer::add);
        return of(answer.get(0));
    }

    /** Empty also where Databend has a row without a key, which no range would hold. */
    static Optional<Span> ofDatabend(KeyRange range, DatabendDatabase databend) {
        String key = Names.databend(range.column().databendName());
        try (Rows rows = databend.query("SELECT min(" + key + "), max(" + key + "), count(*)-count(" + key + ") FROM "
                + range.text().databendTable())) {
            return of(rows.next());
        }
    }

    private static Optional<Span> of(List<String> cells) {
        if (!cells.get(2).equals("0")) {
            return Optional.empty();
        }
        if (cells.get(0) == null) {
            return Optional.of(NOTHING);
        }
        BigInteger least = new BigInteger(cells.get(0));
        BigInteger greatest = new BigInteger(cells.get(1));
        return least.compareTo(FARTHEST.negate()) < 0 || greatest.compareTo(FARTHEST) > 0
                ? Optional.empty()
                : Optional.of(new Span(least.longValueExact(), greatest.longValueExact()));
    }

    /** What holds both; of two empty tables, 0 to 0. */
    Span with(Span other) {
        Span both = new Span(Math.min(least, other.least), Math.max(greatest, other.greatest));
        return both.equals(NOTHING) ? new Span(0, 0) : both;
    }
}
