package io.bendsync.source.jdbc.load;

import io.bendsync.source.jdbc.position.IdOrdinal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Finds where to split a range of ids so that the parts have about as many rows each. The part with the most rows is
 * halved again and again, by the middle of its ids and with estimates of the rows, so that ids may lie as unevenly as
 * they like; parts that turn out small are joined again.
 */
final class SplitPoints {
    /** Far more than even ids need; a few clusters far apart take 128 each. */
    private static final int MOST_ESTIMATES = 1500;

    private final IdOrdinal ordinal;
    private final Estimate estimate;

    /**
     * A finder for one column.
     *
     * @param ordinal how its ids are counted
     * @param estimate estimates rows
     */
    SplitPoints(IdOrdinal ordinal, Estimate estimate) {
        this.ordinal = ordinal;
        this.estimate = estimate;
    }

    /**
     * Gives the upper ends of all parts but the last, ascending.
     *
     * @param first the smallest id, as an ordinal
     * @param last the largest id, as an ordinal
     * @param most how many parts there may be
     * @throws SQLException when rows cannot be estimated
     */
    List<String> between(long first, long last, int most) throws SQLException {
        PriorityQueue<Part> parts = new PriorityQueue<>(
                Comparator.comparingLong(Part::rows).reversed().thenComparingLong(Part::above));
        List<Part> whole = new ArrayList<>();
        parts.add(new Part(first, last, estimate.rows(first, last)));
        long total = Math.max(1, parts.peek().rows());
        int asked = 1;
        while (asked < MOST_ESTIMATES && !parts.isEmpty()) {
            Part largest = parts.poll();
            long width = largest.upTo() - largest.above();
            if (Long.compareUnsigned(width, 1) <= 0 || largest.rows() <= total / (4L * most)) {
                whole.add(largest);
                continue;
            }
            long middle = largest.above() + (width >>> 1);
            parts.add(new Part(largest.above(), middle, estimate.rows(largest.above(), middle)));
            parts.add(new Part(middle, largest.upTo(), estimate.rows(middle, largest.upTo())));
            asked += 2;
        }
        whole.addAll(parts);
        whole.sort(Comparator.comparingLong(Part::above));
        return joined(whole, most).stream().map(ordinal::text).toList();
    }

    private static List<Long> joined(List<Part> parts, int most) {
        long total = parts.stream().mapToLong(Part::rows).sum();
        List<Long> ends = new ArrayList<>();
        long before = 0;
        for (Part part : parts.subList(0, parts.size() - 1)) {
            before += part.rows();
            if (ends.size() < most - 1 && before >= total * (ends.size() + 1) / most) {
                ends.add(part.upTo());
            }
        }
        return ends;
    }

    /** Estimates how many rows there are above one id and up to another. */
    @FunctionalInterface
    interface Estimate {
        long rows(long above, long upTo) throws SQLException;
    }

    private record Part(long above, long upTo, long rows) {}
}
