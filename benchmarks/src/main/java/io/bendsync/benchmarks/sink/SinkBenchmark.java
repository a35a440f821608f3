package io.bendsync.benchmarks.sink;

import io.bendsync.benchmarks.data.FilledTopic;
import io.bendsync.benchmarks.measure.BenchmarkException;
import io.bendsync.benchmarks.measure.ChildJvm;
import io.bendsync.benchmarks.measure.Comparison;
import io.bendsync.benchmarks.measure.Measurement;
import io.bendsync.benchmarks.measure.Turns;
import io.bendsync.benchmarks.stack.BareStatements;
import io.bendsync.benchmarks.stack.BenchStack;
import io.bendsync.benchmarks.stack.DriverBatches;
import io.bendsync.benchmarks.stack.Plugins;
import io.bendsync.benchmarks.stack.Sql;
import io.bendsync.localstack.LocalDatabend;
import java.util.List;
import org.apache.kafka.connect.json.JsonConverter;

/**
 * sink-databend from a filled topic to committed in Databend. Append and upsert of new rows beside a plain COPY INTO of
 * the same rows from one Parquet file; scattered updates beside a bare MERGE of the same rows.
 */
public final class SinkBenchmark {

    private static final String DEFAULT = "io.bendsync.converter.compact.CompactConverter";

    private static final String JSON = "io.bendsync.converter.json.FastJsonConverter";
    /** Enough for Java to compile all that is used. */
    private static final int WARM_ROWS = 1_000_000;

    private static final int BATCHED_ROWS = 20_000;

    /** One row in ten is updated. */
    private static final int UPDATED = 10;
    /** Far apart from each other, and every one once: a prime that divides no number of rows we use. */
    private static final long SCATTER = 7_368_787;

    /** Every update moves this column beyond what the rows had before. */
    private static final String UPDATED_ROWS = "quantity >= 1000";

    private final BenchStack stack;
    private final LocalDatabend databend;
    private final Sql sql;
    private final BareStatements bare;
    private final int rows;
    private final Turns turns;

    /** On a stack of its own database, which it makes anew. */
    public SinkBenchmark(BenchStack stack, int rows, Turns turns) {
        this.stack = stack;
        this.rows = rows;
        this.turns = turns;
        this.databend = stack.databend();
        this.sql = Sql.connect(databend.url("default"), databend.user(), databend.password());
        this.bare = new BareStatements(sql);
    }

    /** New rows into an empty table, appended. */
    public List<Comparison> append() {
        prepare();
        fill("rows", JSON, rows, 0);
        fill("warm", JSON, WARM_ROWS, 0);
        return List.of(
                turns.compare(
                        "sink-append-jsonconverter",
                        () -> intoEmpty("insert", JsonConverter.class.getName()),
                        this::copy),
                turns.compare("sink-append-json", () -> intoEmpty("insert", JSON), this::copy),
                turns.compare("sink-append", () -> intoEmpty("insert", DEFAULT), this::copy));
    }

    /** The same, beside databend-jdbc's batches as Databend's own sink makes them. */
    public List<Comparison> appendBesideBatches() {
        prepare();
        return List.of(turns.compare("sink-batches", () -> intoEmpty("insert", DEFAULT), this::batches));
    }

    /** New rows into an empty table, by key. */
    public List<Comparison> upsert() {
        prepare();
        return List.of(turns.compare("sink-upsert", () -> intoEmpty("upsert", DEFAULT), this::copy));
    }

    /** One row in ten of a filled table, scattered. */
    public List<Comparison> update() {
        prepare();
        int updates = rows / UPDATED;
        fill("updates", DEFAULT, updates, 1);
        intoEmpty("upsert", DEFAULT);
        sql.execute("CREATE OR REPLACE TABLE bench.before_updates LIKE bench.target");
        sql.execute("INSERT INTO bench.before_updates SELECT * FROM bench.target");
        return List.of(turns.compare("sink-update", () -> updateFilled(updates), () -> merge(updates)));
    }

    private void prepare() {
        sql.execute("DROP DATABASE IF EXISTS bench", "CREATE DATABASE bench");
        fill("rows", DEFAULT, rows, 0);
        fill("warm", DEFAULT, WARM_ROWS, 0);
    }

    /** Both converters for JSON make and read the same bytes. */
    private static String topic(String kind, String converter, int count) {
        return kind + (converter.equals(DEFAULT) ? "" : "-json-") + count;
    }

    private void fill(String kind, String converter, int count, int generation) {
        String topic = topic(kind, converter, count);
        try {
            new FilledTopic(stack.broker().bootstrapServers(), converter)
                    .fill(topic, count, i -> generation == 0 ? i : i * SCATTER % rows, generation);
        } catch (org.apache.kafka.common.errors.TopicExistsException e) {
            throw new BenchmarkException("topic " + topic + " is there already", e);
        } catch (Exception e) {
            if (!(e.getCause() instanceof org.apache.kafka.common.errors.TopicExistsException)) {
                throw new BenchmarkException("cannot fill topic " + topic, e);
            }
        }
    }

    private Measurement intoEmpty(String mode, String converter) {
        sql.execute("DROP TABLE IF EXISTS bench.target");
        return sink("rows", mode, converter, rows, "SELECT COUNT(*) FROM bench.target");
    }

    private Measurement updateFilled(int updates) {
        sql.execute("CREATE OR REPLACE TABLE bench.target LIKE bench.before_updates");
        sql.execute("INSERT INTO bench.target SELECT * FROM bench.before_updates");
        return sink("updates", "upsert", DEFAULT, updates, "SELECT COUNT(*) FROM bench.target WHERE " + UPDATED_ROWS);
    }

    private Measurement sink(String kind, String mode, String converter, int count, String counting) {
        sql.execute("DROP TABLE IF EXISTS bench.warm");
        return new ChildJvm(SinkRun.class)
                .options("-Xmx512m")
                .set("NAME", "bench-" + System.nanoTime())
                .set("BOOTSTRAP", stack.broker().bootstrapServers())
                .set("PLUGINS", Plugins.path())
                .set("URL", databend.url("bench"))
                .set("USER", databend.user())
                .set("PASSWORD", databend.password())
                .set("TOPIC", topic(kind, converter, count))
                .set("TABLE", "target")
                .set("WARM_TOPIC", topic("warm", converter, WARM_ROWS))
                .set("WARM_TABLE", "warm")
                .set("WARM_ROWS", WARM_ROWS)
                .set("MODE", mode)
                .set("CONVERTER", converter)
                .set("ROWS", count)
                .set("COUNT", counting)
                .run();
    }

    /** Some of the same rows: all of them would take many minutes. */
    private Measurement batches() {
        return new DriverBatches(databend.url("bench"), databend.user(), databend.password())
                .insert("bench.target", Math.min(rows, BATCHED_ROWS));
    }

    /** The same rows, out of the table that ours has just filled. */
    private Measurement copy() {
        return bare.copy("bench.target", rows);
    }

    /** The same updates, out of the table that ours has just updated. */
    private Measurement merge(int updates) {
        return bare.merge("bench.target", UPDATED_ROWS, "bench.before_updates", updates);
    }
}
