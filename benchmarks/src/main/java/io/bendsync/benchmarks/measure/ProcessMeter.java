package io.bendsync.benchmarks.measure;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** Time, processor time and memory of this very process, from a moment on. */
public final class ProcessMeter {

    private static final double NANOS = 1e9;
    private static final Path STATUS = Path.of("/proc/self/status");

    private final long startedNanos = System.nanoTime();
    private final double cpuBefore;

    private ProcessMeter(double cpuBefore) {
        this.cpuBefore = cpuBefore;
    }

    /** Counts processor time from now on. */
    public static ProcessMeter fromNow() {
        return new ProcessMeter(cpuSeconds());
    }

    /** Counts the clock from now on, but all processor time since the process began, its start included. */
    public static ProcessMeter withStart() {
        return new ProcessMeter(0);
    }

    /** What it took up to now. */
    public Measurement measured(long rows) {
        double seconds = (System.nanoTime() - startedNanos) / NANOS;
        return new Measurement(rows, seconds, cpuSeconds() - cpuBefore, peakRssMb());
    }

    private static double cpuSeconds() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / NANOS;
    }

    /** Linux keeps the high-water mark; elsewhere it is not known. */
    private static long peakRssMb() {
        if (!Files.exists(STATUS)) {
            return 0;
        }
        try {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith("VmHWM:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
                }
            }
            return 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
