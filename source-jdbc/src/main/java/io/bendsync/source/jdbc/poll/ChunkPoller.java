package io.bendsync.source.jdbc.poll;

import io.bendsync.source.jdbc.position.StoredOffset;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Follows a chunk of a first load to its end. The last record so far is always held back until it is known whether it
 * is the chunk's last: the last one's offset says that the chunk is done, since an offset is stored only with a record.
 */
final class ChunkPoller implements TablePoller {
    private final ChunkReader reader;
    private final List<SourceRecord> held = new ArrayList<>(1);
    private boolean over;

    /**
     * A poller of one chunk.
     *
     * @param reader reads the chunk; its offsets already carry the plan
     */
    ChunkPoller(ChunkReader reader) {
        this.reader = reader;
    }

    @Override
    public Batch next() throws SQLException {
        if (over) {
            return new Batch(List.of(), Batch.Next.NEVER);
        }
        Batch batch = reader.next();
        List<SourceRecord> records = new ArrayList<>(held);
        records.addAll(batch.records());
        held.clear();
        int last = records.size() - 1;
        if (reader.finished()) {
            over = true;
            if (last >= 0) {
                records.set(last, done(records.get(last)));
            }
            return new Batch(records, Batch.Next.NEVER);
        }
        if (last >= 0) {
            held.add(records.remove(last));
        }
        return new Batch(records, batch.next() == Batch.Next.NOW ? Batch.Next.NOW : Batch.Next.SOON);
    }

    private static SourceRecord done(SourceRecord record) {
        Map<String, ?> before = record.sourceOffset();
        return new SourceRecord(
                record.sourcePartition(),
                new LazyOffset(() -> {
                    Map<String, Object> fields = new LinkedHashMap<>(before);
                    fields.put(StoredOffset.LOAD_DONE, "true");
                    return fields;
                }),
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                record.key(),
                record.valueSchema(),
                record.value());
    }
}
