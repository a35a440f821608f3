package io.bendsync.benchmarks.converters;

import io.bendsync.benchmarks.measure.ChildJvm;
import io.bendsync.benchmarks.measure.Comparison;
import io.bendsync.benchmarks.measure.Measurement;
import io.bendsync.benchmarks.measure.Turns;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.json.JsonConverter;

/** JSON by Kafka's own converter and by ours, one thread, no Kafka: writing, reading, and both; and Avro. */
public final class ConvertersBenchmark {

    private static final String OURS = "io.bendsync.converter.json.FastJsonConverter";

    private ConvertersBenchmark() {}

    /** Compares on so many rows; the last comparison is JSON with schemas, written and read. */
    public static List<Comparison> run(int rows, Turns turns) {
        List<Comparison> all = new ArrayList<>();
        for (String direction : List.of("write", "read", "both")) {
            all.add(compare("converters-plain-" + direction, direction, false, rows, turns));
        }
        for (String direction : List.of("write", "read")) {
            all.add(compare("converters-" + direction, direction, true, rows, turns));
        }
        all.add(turns.compare(
                "converters-avro",
                () -> measure(OURS, "both", true, rows),
                () -> measure(AvroAtHand.class.getName(), "both", true, rows)));
        all.add(compare("converters", "both", true, rows, turns));
        return all;
    }

    private static Comparison compare(String name, String direction, boolean schemas, int rows, Turns turns) {
        return turns.compare(
                name,
                () -> measure(OURS, direction, schemas, rows),
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
