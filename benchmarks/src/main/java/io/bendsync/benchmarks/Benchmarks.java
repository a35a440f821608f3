package io.bendsync.benchmarks;

import io.bendsync.benchmarks.cdc.CdcBenchmark;
import io.bendsync.benchmarks.converters.ConvertersBenchmark;
import io.bendsync.benchmarks.measure.BenchmarkException;
import io.bendsync.benchmarks.measure.Comparison;
import io.bendsync.benchmarks.measure.Turns;
import io.bendsync.benchmarks.pipeline.EndToEndBenchmark;
import io.bendsync.benchmarks.sink.KillBenchmark;
import io.bendsync.benchmarks.sink.SinkBenchmark;
import io.bendsync.benchmarks.source.SourcePollBenchmark;
import io.bendsync.benchmarks.stack.BenchStack;
import io.bendsync.benchmarks.verify.VerifyBenchmark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** {@code benchmarks/run NAME [--rows N] [--times N] [--kills N]}: prints one line per comparison, that of NAME last. */
public final class Benchmarks {

    private Benchmarks() {}

    private static Map<String, Function<Options, List<Comparison>>> byName(BenchStack stack) {
        Map<String, Function<Options, List<Comparison>>> all = new LinkedHashMap<>();
        all.put("converters", options -> ConvertersBenchmark.run(options.rows(), turns(options)));
        all.put("source-poll", options -> SourcePollBenchmark.run(stack, options.rows(), turns(options)));
        all.put("sink-append", options -> sink(stack, options).append());
        all.put("sink-batches", options -> sink(stack, options).appendBesideBatches());
        all.put("sink-upsert", options -> sink(stack, options).upsert());
        all.put("sink-update", options -> sink(stack, options).update());
        all.put("cdc-load", options -> new CdcBenchmark(stack, options.rows(), turns(options)).load());
        all.put("cdc-stream", options -> new CdcBenchmark(stack, options.rows(), turns(options)).stream());
        all.put("end-to-end", options -> EndToEndBenchmark.run(stack, options.rows(), turns(options)));
        all.put("verify", options -> VerifyBenchmark.run(stack, options.rows(), turns(options)));
        return all;
    }

    private static Turns turns(Options options) {
        return new Turns(options.times());
    }

    private static SinkBenchmark sink(BenchStack stack, Options options) {
        return new SinkBenchmark(stack, options.rows(), turns(options));
    }

    /** Runs what the arguments name; ends with status 2 for bad arguments and 1 for a failure. */
    public static void main(String[] arguments) throws Exception {
        String name = arguments.length == 0 ? "" : arguments[0];
        List<String> rest = List.of(arguments).subList(Math.min(1, arguments.length), arguments.length);
        if (name.equals("jmh")) {
            org.openjdk.jmh.Main.main(rest.toArray(new String[0]));
            return;
        }
        if (name.equals("kill") || name.equals("kill-binlog")) {
            KillBenchmark kill = new KillBenchmark(Options.parse(rest).kills());
            (name.equals("kill") ? kill.run() : kill.runBinlog())
                    .forEach(outcome -> System.out.println(outcome.toLine()));
            System.exit(0);
        }
        BenchStack stack = new BenchStack();
        Map<String, Function<Options, List<Comparison>>> all = byName(stack);
        if (!name.equals("all") && !all.containsKey(name)) {
            System.err.println("usage: benchmarks/run NAME [--rows N] [--times N]; NAME is one of " + all.keySet()
                    + ", kill, kill-binlog, all, jmh");
            System.exit(2);
        }
        try (stack) {
            Options options = Options.parse(rest);
            List<Comparison> done = new ArrayList<>();
            for (String each : name.equals("all") ? all.keySet() : List.of(name)) {
                done.addAll(all.get(each).apply(options));
            }
            if (name.equals("all")) {
                Path page = Path.of(System.getProperty("bendsync.home", ".")).resolve("docs/performance.md");
                new PerformancePage(page).write(done, options);
            }
            done.stream()
                    .filter(comparison -> comparison.cpuRatio() > 0)
                    .forEach(comparison -> System.out.println(comparison.toCpuLine()));
            done.forEach(comparison -> System.out.println(comparison.toLine()));
        } catch (BenchmarkException e) {
            System.err.println("benchmarks: " + e.getMessage());
            System.exit(1);
        }
        System.exit(0);
    }
}
