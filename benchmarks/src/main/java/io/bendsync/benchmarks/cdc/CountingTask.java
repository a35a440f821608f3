package io.bendsync.benchmarks.cdc;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/** Counts the rows that it gets, tombstones not among them. */
public final class CountingTask extends SinkTask {

    private static final AtomicLong ROWS = new AtomicLong();

    /** Rows so far, in this process. */
    static long rows() {
        return ROWS.get();
    }

    @Override
    public void start(Map<String, String> props) {
        // There is nothing to open.
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        ROWS.addAndGet(records.stream().filter(record -> record.value() != null).count());
    }

    @Override
    public void stop() {
        // Nothing is open.
    }

    @Override
    public String version() {
        return "1";
    }
}
