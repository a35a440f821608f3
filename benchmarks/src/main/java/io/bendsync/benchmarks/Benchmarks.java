package io.bendsync.benchmarks;

import io.bendsync.benchmarks.converters.ConvertersBenchmark;
import io.bendsync.benchmarks.measure.BenchmarkException;
import io.bendsync.benchmarks.measure.Comparison;
import io.bendsync.benchmarks.measure.Turns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** {@code benchmarks/run NAME [--rows N] [--times N]}: prints one line per comparison, that of NAME last. */
public final class Benchmarks {

    private Benchmarks() {}

    private static Map<String, Function<Options, List<Comparison>>> byName() {
        Map<String, Function<Options, List<Comparison>>> all = new LinkedHashMap<>();
        all.put("converters", options -> ConvertersBenchmark.run(options.rows(), new Turns(options.times())));
        return all;
    }

    /** Runs what the arguments name; ends with status 2 for bad arguments and 1 for a failure. */
    public static void main(String[] arguments) throws Exception {
        String name = arguments.length == 0 ? "" : arguments[0];
        List<String> rest = List.of(arguments).subList(Math.min(1, arguments.length), arguments.length);
        if (name.equals("jmh")) {
            org.openjdk.jmh.Main.main(rest.toArray(new String[0]));
            return;
        }
        Map<String, Function<Options, List<Comparison>>> all = byName();
        if (!name.equals("all") && !all.containsKey(name)) {
            System.err.println(
                    "usage: benchmarks/run NAME [--rows N] [--times N]; NAME is one of " + all.keySet() + ", all, jmh");
            System.exit(2);
        }
        try {
            Options options = Options.parse(rest);
            List<Comparison> done = new ArrayList<>();
            for (String each : name.equals("all") ? all.keySet() : List.of(name)) {
                done.addAll(all.get(each).apply(options));
            }
            done.forEach(comparison -> System.out.println(comparison.toCpuLine()));
            done.forEach(comparison -> System.out.println(comparison.toLine()));
            System.exit(0);
        } catch (BenchmarkException e) {
            System.err.println("benchmarks: " + e.getMessage());
            System.exit(1);
        }
    }
}
