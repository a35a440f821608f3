package io.bendsync.benchmarks.converters;

import io.bendsync.benchmarks.data.OrderRows;
import io.bendsync.benchmarks.measure.BenchmarkException;
import io.bendsync.benchmarks.measure.ChildSettings;
import io.bendsync.benchmarks.measure.ProcessMeter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.storage.Converter;

/** The child process of {@link ConvertersBenchmark}: writes rows to bytes, or reads them back, or both. */
final class ConversionLoop {

    private static final int SAMPLE = 10_000;
    private static final int WARM_UP = 300_000;

    private final Converter converter;
    private final boolean writes;
    private final boolean reads;
    private final List<Struct> rows = new ArrayList<>();
    private final List<byte[]> records = new ArrayList<>();
    private long bytes;

    private ConversionLoop(Converter converter, String direction) {
        this.converter = converter;
        this.writes = !direction.equals("read");
        this.reads = !direction.equals("write");
        for (int i = 0; i < SAMPLE; i++) {
            Struct row = OrderRows.row(i, 0);
            rows.add(row);
            records.add(converter.fromConnectData("orders", OrderRows.VALUE, row));
        }
    }

    public static void main(String[] arguments) throws ReflectiveOperationException {
        Converter converter = Class.forName(ChildSettings.text("CONVERTER"))
                .asSubclass(Converter.class)
                .getDeclaredConstructor()
                .newInstance();
        converter.configure(Map.of("schemas.enable", ChildSettings.text("SCHEMAS")), false);
        ConversionLoop loop = new ConversionLoop(converter, ChildSettings.text("DIRECTION"));
        loop.convert(WARM_UP);
        int rows = ChildSettings.number("ROWS");
        ProcessMeter meter = ProcessMeter.fromNow();
        loop.convert(rows);
        System.out.println(meter.measured(rows).toLine());
    }

    private void convert(int count) {
        for (int i = 0; i < count; i++) {
            int at = i % SAMPLE;
            byte[] record = records.get(at);
            if (writes) {
                record = converter.fromConnectData("orders", OrderRows.VALUE, rows.get(at));
                bytes += record.length;
            }
            if (reads && converter.toConnectData("orders", record).value() == null) {
                throw new BenchmarkException("row " + at + " was read as null after " + bytes + " bytes");
            }
        }
    }
}
