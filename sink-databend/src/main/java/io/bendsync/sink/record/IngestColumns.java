package io.bendsync.sink.record;

import io.bendsync.sink.schema.ColumnType;
import io.bendsync.sink.schema.IntegerType;
import io.bendsync.sink.schema.TextType;
import io.bendsync.sink.schema.TimestampType;
import java.util.Map;

/** What a row can be told about its way here: its place in Kafka, and when it came. */
public final class IngestColumns {
    /** Types by what the column holds; the names are those of the setting. */
    public static final Map<String, ColumnType> TYPES = Map.of(
            "topic", new TextType(),
            "partition", new IntegerType(32, false),
            "offset", new IntegerType(64, false),
            "timestamp", new TimestampType(),
            "ingested", new TimestampType());

    // The original place, not the one that a transform may have put in: only that can be found again in Kafka.
    static final Map<String, CellSource> SOURCES = Map.of(
            "topic", (row, record) -> record.originalTopic(),
            "partition", (row, record) -> record.originalKafkaPartition(),
            "offset", (row, record) -> record.originalKafkaOffset(),
            "timestamp", (row, record) -> record.timestamp() == null ? null : record.timestamp() * 1_000,
            "ingested", (row, record) -> System.currentTimeMillis() * 1_000);

    private IngestColumns() {}
}
