package io.bendsync.sink.config;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Width;

/** Settings: when and how rows are written. */
public final class WritingKeys {
    public static final String BATCH_SIZE = "batch.size";
    public static final String FLUSH_INTERVAL = "flush.interval.ms";
    public static final String FLUSH_MAX_INTERVAL = "flush.interval.max.ms";
    public static final String FLUSH_MAX_ROWS = "flush.max.rows";
    public static final String FLUSH_MAX_BYTES = "flush.max.bytes";
    public static final String FLUSH_THREADS = "flush.threads";
    public static final String BUFFER_BYTES = "buffer.max.bytes";
    public static final String MAX_RETRIES = "max.retries";
    public static final String RETRY_BACKOFF = "retry.backoff.ms";
    public static final String EXACTLY_ONCE = "exactly.once";
    public static final String LEDGER_DATABASE = "ledger.database";
    static final String GROUP = "Writing";

    private WritingKeys() {}

    static void define(ConfigDef def) {
        int order = 0;
        def.define(
                BATCH_SIZE,
                ConfigDef.Type.INT,
                250_000,
                Range.atLeast(1),
                Importance.MEDIUM,
                "How many waiting rows of a topic start a flush at once. Not a limit: a flush takes all that waits, up"
                        + " to flush.max.rows.",
                GROUP,
                ++order,
                Width.SHORT,
                "Rows that start a flush");
        def.define(
                FLUSH_INTERVAL,
                ConfigDef.Type.LONG,
                500L,
                Range.atLeast(0),
                Importance.MEDIUM,
                "How long rows wait at most, in milliseconds, while flushes are quick; five times that while polls come"
                        + " full, since then there is more to take along. A row after a pause does not wait at all.",
                GROUP,
                ++order,
                Width.SHORT,
                "Longest wait (ms)");
        def.define(
                FLUSH_MAX_INTERVAL,
                ConfigDef.Type.LONG,
                30_000L,
                Range.atLeast(0),
                Importance.LOW,
                "How long rows wait at most, in milliseconds, while flushes are slow: the sink then makes fewer and"
                        + " larger ones by itself.",
                GROUP,
                ++order,
                Width.SHORT,
                "Longest stretched wait (ms)");
        def.define(
                FLUSH_MAX_ROWS,
                ConfigDef.Type.INT,
                1_000_000,
                Range.atLeast(1),
                Importance.LOW,
                "How many rows one flush takes at most.",
                GROUP,
                ++order,
                Width.SHORT,
                "Rows of a flush");
        def.define(
                FLUSH_MAX_BYTES,
                ConfigDef.Type.LONG,
                0L,
                Range.atLeast(0),
                Importance.LOW,
                "How much memory the rows of one flush take at most, in bytes; reaching it starts a flush. 0: half of"
                        + " buffer.max.bytes.",
                GROUP,
                ++order,
                Width.SHORT,
                "Bytes of a flush");
        def.define(
                FLUSH_THREADS,
                ConfigDef.Type.INT,
                4,
                Range.between(1, 64),
                Importance.LOW,
                "How many topics a task writes at the same time.",
                GROUP,
                ++order,
                Width.SHORT,
                "Flushes at a time");
        def.define(
                BUFFER_BYTES,
                ConfigDef.Type.LONG,
                0L,
                Range.atLeast(0),
                Importance.LOW,
                "How much memory the waiting rows of a task may take, in bytes; the task stops reading until there is"
                        + " room again. 0: a quarter of the heap, 256 MiB at most.",
                GROUP,
                ++order,
                Width.SHORT,
                "Buffer (bytes)");
        def.define(
                MAX_RETRIES,
                ConfigDef.Type.INT,
                30,
                Range.atLeast(0),
                Importance.MEDIUM,
                "How often a failed flush is tried again before the task fails.",
                GROUP,
                ++order,
                Width.SHORT,
                "Retries");
        def.define(
                RETRY_BACKOFF,
                ConfigDef.Type.LONG,
                1_000L,
                Range.atLeast(0),
                Importance.MEDIUM,
                "The wait before the first retry, in milliseconds; each further one is twice as long, up to 30 s.",
                GROUP,
                ++order,
                Width.SHORT,
                "Wait before a retry (ms)");
        def.define(
                EXACTLY_ONCE,
                ConfigDef.Type.BOOLEAN,
                true,
                Importance.MEDIUM,
                "Whether offsets are kept in Databend, in small tables of our own, and moved together with the rows."
                        + " Off: rows can come twice after a crash, which upserts forgive and inserts do not.",
                GROUP,
                ++order,
                Width.SHORT,
                "Exactly once");
        def.define(
                LEDGER_DATABASE,
                ConfigDef.Type.STRING,
                "",
                Importance.LOW,
                "The database for these tables. Left out: connection.database.",
                GROUP,
                ++order,
                Width.MEDIUM,
                "Database of offsets");
    }
}
