package io.bendsync.runtime.run;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Where the seconds go between the start of the process and the first rows. */
public final class StartTimes {
    private static final double MILLIS = 1e3;

    private final Map<String, Long> phases = new LinkedHashMap<>();
    private final long begun;
    private long last;

    /** @param begun {@link System#currentTimeMillis} at the start */
    StartTimes(long begun) {
        this.begun = begun;
        this.last = begun;
    }

    /** Since this Java was started. */
    public static StartTimes ofThisProcess() {
        return new StartTimes(ManagementFactory.getRuntimeMXBean().getStartTime());
    }

    /** The end of a phase that began with the end of the one before. */
    public void ended(String phase) {
        ended(phase, System.currentTimeMillis());
    }

    void ended(String phase, long now) {
        phases.put(phase, now - last);
        last = now;
    }

    /** How long since the start, in milliseconds. */
    long millis() {
        return last - begun;
    }

    /** Such as {@code 8.2 s (checks 2.5 s, Kafka 3.0 s, …)}. */
    String words() {
        return seconds(millis())
                + phases.entrySet().stream()
                        .map(phase -> phase.getKey() + " " + seconds(phase.getValue()))
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / MILLIS);
    }
}
