package io.bendsync.benchmarks.converters;

import io.bendsync.benchmarks.measure.ChildJvm;
import io.bendsync.benchmarks.measure.Comparison;
import io.bendsync.benchmarks.measure.Measurement;
import io.bendsync.benchmarks.measure.Turns;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.json.JsonConverter;

/**
 * JSON by Kafka's own converter and by ours, one thread, no Kafka: writing, reading, and both; the compact format, the
 * default, beside Kafka's JSON; and Avro beside our JSON.
 */
public final class ConvertersBenchmark {

    private static final String OURS = "io.bendsync.converter.json.FastJsonConverter";
    private static final String COMPACT = "io.bendsync.converter.compact.CompactConverter";

    private ConvertersBenchmark() {}

    /** Compares on so many rows; the last comparison is JSON with schemas, written and read. */
    public static List<Comparison> run(int rows, Turns turns) {
        List<Comparison> all = new ArrayList<>();
        for (String direction : List.of("write", "read", "both")) {
            all.add(compare("converters-plain-" + direction, OURS, direction, false, rows, turns));
        }
        for (String direction : List.of("write", "read")) {
            all.add(compare("converters-" + direction, OURS, direction, true, rows, turns));
        }
        for (String direction : List.of("write", "read")) {
            all.add(compare("converters-compact-" + direction, COMPACT, direction, true, rows, turns));
        }
        all.add(compare("converters-compact", COMPACT, "both", true, rows, turns));
        all.add(turns.compare(
                "converters-avro",
                () -> measure(OURS, "both", true, rows),
                () -> measure(AvroAtHand.class.getName(), "both", true, rows)));
        all.add(compare("converters", OURS, "both", true, rows, turns));
        return all;
    }

    private static Comparison compare(
            String name, String ours, String direction, boolean schemas, int rows, Turns turns) {
        return turns.compare(
                name,
                () -> measure(ours, direction, schemas, rows),
                () -> measure(JsonConverter.class.getName(), direction, schemas, rows));
    }

    private static Measurement measure(String converter, String direction, boolean schemas, int rows) {
        return new ChildJvm(ConversionLoop.class)
                .options("-Xmx512m")
                .set("CONVERTER", converter)
                .set("DIRECTION", direction)
                .set("SCHEMAS", schemas)
                .set("ROWS", rows)
                .run();
    }
}
