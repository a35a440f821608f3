package io.bendsync.dashboard.figures;

import java.util.ArrayList;
import java.util.List;

/** The last so many values of something that is looked at in equal steps of time. Not safe for several threads. */
final class Series {
    private final double[] ring;
    private int next;
    private int filled;

    Series(int length) {
        this.ring = new double[length];
    }

    void add(double value) {
        ring[next] = value;
        next = (next + 1) % ring.length;
        filled = Math.min(filled + 1, ring.length);
    }

    boolean isAllZero() {
        for (int i = 0; i < filled; i++) {
            if (ring[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** The newest values, oldest first; zeros where there were none yet. */
    List<Double> newest(int count) {
        List<Double> values = new ArrayList<>(count);
        for (int i = count; i > 0; i--) {
            values.add(i > filled ? 0.0 : ring[Math.floorMod(next - i, ring.length)]);
        }
        return values;
    }

    int filled() {
        return filled;
    }
}
