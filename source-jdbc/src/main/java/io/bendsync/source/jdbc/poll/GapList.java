package io.bendsync.source.jdbc.poll;

import io.bendsync.source.jdbc.gap.IdRanges;
import java.util.ArrayList;
import java.util.List;

/** The gaps between the rows of one page, in order. */
final class GapList {
    private final List<IdRanges.Range> gaps = new ArrayList<>();

    void add(long first, long last) {
        if (first <= last) {
            gaps.add(new IdRanges.Range(first, last));
        }
    }

    int size() {
        return gaps.size();
    }

    void addTo(IdRanges ranges) {
        addTo(ranges, gaps.size());
    }

    /** Adds the first {@code count} gaps. */
    void addTo(IdRanges ranges, int count) {
        for (int i = 0; i < count; i++) {
            ranges.add(gaps.get(i).first(), gaps.get(i).last());
        }
    }
}
