package io.bendsync.benchmarks.measure;

/** What a child process was told. */
public final class ChildSettings {

    static final String PREFIX = "BENDSYNC_BENCH_";

    private ChildSettings() {}

    /** A setting that has to be there. */
    public static String text(String name) {
        String value = System.getenv(PREFIX + name);
        if (value == null) {
            throw new BenchmarkException("setting " + name + " was not given to this process");
        }
        return value;
    }

    /** A whole number that has to be there. */
    public static int number(String name) {
        return Integer.parseInt(text(name));
    }
}
