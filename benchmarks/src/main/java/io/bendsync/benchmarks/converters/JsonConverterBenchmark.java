package io.bendsync.benchmarks.converters;

import io.bendsync.benchmarks.data.OrderRows;
import io.bendsync.converter.json.FastJsonConverter;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.storage.Converter;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One row of ten columns, written and read: {@code benchmarks/run jmh}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class JsonConverterBenchmark {

    /** Whose converter. */
    @Param({"kafka", "bendsync"})
    public String whose;

    /** Whether records carry their schema. */
    @Param({"true", "false"})
    public String schemas;

    private final Struct row = OrderRows.row(4711, 0);
    private Converter converter;
    private byte[] record;

    /** Makes the converter and a record to read. */
    @Setup
    public void prepare() {
        converter = whose.equals("kafka") ? new JsonConverter() : new FastJsonConverter();
        converter.configure(Map.of("schemas.enable", schemas), false);
        record = converter.fromConnectData("orders", OrderRows.VALUE, row);
    }

    /** Row to bytes. */
    @Benchmark
    public byte[] write() {
        return converter.fromConnectData("orders", OrderRows.VALUE, row);
    }

    /** Bytes to row. */
    @Benchmark
    public SchemaAndValue read() {
        return converter.toConnectData("orders", record);
    }
}
