package io.bendsync.benchmarks.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Runs ours and the bare thing in turn, so that whatever else the machine does hits both. */
public final class Turns {

    private final int times;

    /** @param times how often each is run, at least once */
    public Turns(int times) {
        this.times = times;
    }

    /** Runs both. Ours comes first: some bare things work on what it left. */
    public Comparison compare(String name, Supplier<Measurement> ours, Supplier<Measurement> base) {
        List<Measurement> ourRuns = new ArrayList<>();
        List<Measurement> baseRuns = new ArrayList<>();
        for (int i = 1; i <= times; i++) {
            ourRuns.add(told(name + " bendsync " + i, ours.get()));
            baseRuns.add(told(name + " base " + i, base.get()));
        }
        return new Comparison(name, ourRuns, baseRuns);
    }

    private static Measurement told(String what, Measurement run) {
        System.out.printf(
                Locale.ROOT,
                "%s: %.0f rows/s, %.2f s, %.2f CPU-s, %d MB%n",
                what,
                run.rowsPerSecond(),
                run.seconds(),
                run.cpuSeconds(),
                run.peakRssMb());
        return run;
    }
}
