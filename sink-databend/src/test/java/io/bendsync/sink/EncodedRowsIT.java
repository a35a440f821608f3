package io.bendsync.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bendsync.sink.commit.FaultPoints;
import io.bendsync.sink.commit.FaultPoints.Point;
import io.bendsync.sink.databend.DatabendException;
import io.bendsync.sink.databend.ErrorKind;
import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.StackExtension;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** So many new rows that they are encoded while they come: nothing is different for whoever looks at the table. */
@ExtendWith(StackExtension.class)
class EncodedRowsIT {
    private static final int MANY = 12_000;
    private static final Schema ROW = SchemaBuilder.struct()
            .field("id", Schema.INT32_SCHEMA)
            .field(
                    "doc",
                    SchemaBuilder.string()
                            .name("io.debezium.data.Json")
                            .optional()
                            .build())
            .field(
                    "price",
                    Decimal.builder(2)
                            .parameter("connect.decimal.precision", "5")
                            .optional()
                            .build())
            .build();

    private static void add(SinkHarness.Log log, int id, String doc, String price) {
        Struct row = new Struct(ROW).put("id", id).put("doc", doc).put("price", new BigDecimal(price));
        log.add("t", Rows.KEY, Rows.key(id), ROW, row);
    }

    private static long sumBelow(int rows) {
        return (long) rows * (rows - 1) / 2;
    }

    @ParameterizedTest
    @ValueSource(strings = {"insert", "upsert"})
    void rowsThatTheServerOrTheFileRefusesAreFoundAmongThousands(String mode, DatabendDatabase databend) {
        SinkHarness.Log log = new SinkHarness.Log();
        for (int id = 0; id < MANY; id++) {
            add(log, id, id == 7_777 ? "{broken" : "{}", id == 9_999 ? "1234.56" : "1.25");
        }
        Map<String, String> config = SinkHarness.config(databend, "errors.tolerance", "all", "insert.mode", mode);
        try (SinkHarness sink = SinkHarness.start(log, config, "t").pollSize(3_000)) {
            sink.drain();
        }
        assertThat(databend.query("SELECT count(*), count(DISTINCT id), sum(id) FROM t"))
                .containsExactly(List.of("" + (MANY - 2), "" + (MANY - 2), "" + (sumBelow(MANY) - 7_777 - 9_999)));
        assertThat(log.deadLetters)
                .hasSize(2)
                .anySatisfy(letter -> assertThat(letter).startsWith("t@7777: Record t-0 offset 7777 cannot be written"))
                .anySatisfy(
                        letter -> assertThat(letter).contains("t-0 offset 9999").contains("'price' has more digits"));
    }

    @Test
    void whereNothingIsToleratedTheTaskStopsAndNamesTheRow(DatabendDatabase databend) {
        SinkHarness.Log log = new SinkHarness.Log();
        for (int id = 0; id < MANY; id++) {
            add(log, id, "{}", id == 9_999 ? "1234.56" : "1.25");
        }
        SinkHarness sink =
                SinkHarness.start(log, SinkHarness.config(databend), "t").pollSize(3_000);
        assertThatThrownBy(sink::drain)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("Record t-0 offset 9999 cannot be written");
        sink.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"insert", "upsert"})
    void aFlushThatFailsAtAnyPointIsMadeAgainAndDoublesNothing(String mode, DatabendDatabase databend) {
        SinkHarness.Log log = new SinkHarness.Log();
        for (int id = 0; id < MANY; id++) {
            Rows.add(log, "t", id, "n" + id, (long) id);
        }
        Map<Point, Boolean> failed = new ConcurrentHashMap<>();
        FaultPoints once = (point, topic) -> {
            if (failed.put(point, true) == null) {
                throw new DatabendException(ErrorKind.TRANSIENT, 0, "made for the test", null);
            }
        };
        Map<String, String> config = SinkHarness.config(databend, "insert.mode", mode, "flush.max.rows", "5000");
        try (SinkHarness sink =
                SinkHarness.start(log, config, once, new TopicPartition("t", 0)).pollSize(3_000)) {
            sink.drain();
            assertThat(sink.metric("flush-rows-total")).isEqualTo(MANY);
            assertThat(sink.metric("flush-rows-max")).isEqualTo(5_000);
            assertThat(sink.metric("flush-time-max-ms")).isPositive();
        }
        assertThat(failed).containsOnlyKeys(Point.values());
        assertThat(databend.query("SELECT count(*), count(DISTINCT id), sum(amount) FROM t"))
                .containsExactly(List.of("" + MANY, "" + MANY, "" + sumBelow(MANY)));
    }

    @Test
    void longRunsOfNewRowsWithChangesBetweenThemEndAsTheLastChangesSay(DatabendDatabase databend) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        SinkHarness.Log log = new SinkHarness.Log();
        long[] amounts = new long[MANY];
        long total = 0;
        for (int id = 0; id < MANY; id++) {
            amounts[id] = random.nextInt(1_000);
            Rows.add(log, "t", id, "n", amounts[id]);
            if (random.nextInt(2_500) == 0) {
                int changed = random.nextInt(id + 1);
                amounts[changed] = random.nextInt(1_000);
                Rows.add(log, "t", changed, "changed", amounts[changed]);
            }
            if (random.nextInt(5_000) == 0) {
                int gone = random.nextInt(id + 1);
                Rows.delete(log, "t", gone);
                amounts[gone] = 0;
            }
        }
        for (long amount : amounts) {
            total += amount;
        }
        try (SinkHarness sink = SinkHarness.start(log, SinkHarness.config(databend, "delete.enabled", "true"), "t")
                .pollSize(3_000)) {
            sink.drain();
        }
        assertThat(databend.query("SELECT count(*) = count(DISTINCT id), sum(amount) FROM t"))
                .as("seed " + seed)
                .containsExactly(List.of("true", "" + total));
    }
}
