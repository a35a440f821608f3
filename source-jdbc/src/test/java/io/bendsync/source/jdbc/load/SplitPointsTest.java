package io.bendsync.source.jdbc.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.source.jdbc.position.IdOrdinal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SplitPointsTest {
    private static final IdOrdinal SIGNED = new IdOrdinal(false);

    @Test
    void partsHaveAboutAsManyRowsEachHoweverTheIdsLie() throws SQLException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 50; run++) {
            TreeSet<Long> ids = new TreeSet<>(List.of(Long.MIN_VALUE + 1, Long.MAX_VALUE));
            while (ids.size() < 5000) {
                long cluster = random.nextLong() >> random.nextInt(40);
                for (int i = 0; i < 1000; i++) {
                    ids.add(cluster + i);
                }
            }
            int most = 2 + random.nextInt(20);
            List<Long> splits = splits(ids, most);
            assertThat(splits).as("seed %d, run %d", seed, run).isSorted().doesNotHaveDuplicates();
            assertThat(largestPart(ids, splits))
                    .as("seed %d, run %d", seed, run)
                    .isLessThan(5 * ids.size() / (2 * most));
        }
    }

    @Test
    void idsWithoutASignAreSplitByTheirOwnOrder() throws SQLException {
        IdOrdinal unsigned = new IdOrdinal(true);
        List<String> splits = new SplitPoints(unsigned, (above, upTo) -> (upTo - above) >>> 40)
                .between(unsigned.parse("0"), unsigned.parse("18446744073709551615"), 2);
        assertThat(splits).containsExactly("9223372036854775807");
    }

    @Test
    void oneRowAndTwoNeighboursAreNotSplitForEver() throws SQLException {
        assertThat(splits(new TreeSet<>(List.of(5L)), 8)).isEmpty();
        assertThat(splits(new TreeSet<>(List.of(5L, 6L)), 8)).isEmpty();
    }

    private static List<Long> splits(NavigableSet<Long> ids, int most) throws SQLException {
        List<Long> splits = new ArrayList<>();
        new SplitPoints(SIGNED, (above, upTo) -> rows(ids, above, upTo))
                .between(ids.first(), ids.last(), most)
                .forEach(split -> splits.add(Long.parseLong(split)));
        return splits;
    }

    private static int largestPart(NavigableSet<Long> ids, List<Long> splits) {
        int largest = 0;
        long above = Long.MIN_VALUE;
        for (long upTo : splits) {
            largest = Math.max(largest, rows(ids, above, upTo));
            above = upTo;
        }
        return Math.max(largest, rows(ids, above, Long.MAX_VALUE));
    }

    /** As InnoDB tells it: never none. */
    private static int rows(NavigableSet<Long> ids, long above, long upTo) {
        return Math.max(1, ids.subSet(above, false, upTo, true).size());
    }
}
