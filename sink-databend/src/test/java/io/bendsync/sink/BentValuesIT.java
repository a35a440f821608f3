package io.bendsync.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bendsync.sink.commit.FaultPoints;
import io.bendsync.sink.commit.FaultPoints.Point;
import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.StackExtension;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Databend would round, cut or take for 1970 without a word is refused, or goes in whole. */
@ExtendWith(StackExtension.class)
class BentValuesIT {
    private static final Schema TEXT = SchemaBuilder.struct()
            .field("id", Schema.INT32_SCHEMA)
            .field("v", Schema.OPTIONAL_STRING_SCHEMA)
            .build();
    private static final Schema AMOUNT = SchemaBuilder.struct()
            .field("id", Schema.INT32_SCHEMA)
            .field(
                    "v",
                    Decimal.builder(4)
                            .parameter("connect.decimal.precision", "10")
                            .optional()
                            .build())
            .build();

    private static void addText(SinkHarness.Log log, int id, String text) {
        log.add(
                "t",
                Rows.KEY,
                Rows.key(id),
                TEXT,
                new Struct(TEXT).put("id", id).put("v", text));
    }

    private static void addAmount(SinkHarness.Log log, int id, String amount) {
        log.add(
                "t",
                Rows.KEY,
                Rows.key(id),
                AMOUNT,
                new Struct(AMOUNT).put("id", id).put("v", new BigDecimal(amount)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "DECIMAL(10, 2) | 1.239           | -1.2300     | -1.23",
                "DECIMAL(10, 0) | .5              | 7.0         | 7",
                "INT            | 1.5             | 12          | 12",
                "BIGINT         | 1e2             | -7.000      | -7",
                "DATE           | 0000-00-00      | 2020-02-29  | 2020-02-29",
                "DATE           | 2020-01-01 12:34:56 | 2020-01-01 00:00:00 | 2020-01-01",
                "TIMESTAMP      | 0000-00-00 00:00:00 | 2020-01-01 00:00:00.123456 | 2020-01-01 00:00:00.123456",
                "TIMESTAMP      | 2020-01-01 00:00:00.1234567 | 2020-01-01 00:00:00.1234560 | 2020-01-01 00:00:00.123456",
                "DOUBLE         | 1e400           | -1.5e3      | -1500",
                "DOUBLE         | one             | Infinity    | inf"
            })
    void aTextThatDoesNotFitItsColumnWholeIsSetAsideAndOneThatDoesGoesIn(
            String type, String bent, String whole, String read, DatabendDatabase databend) {
        databend.execute("CREATE TABLE t (id INT, v " + type + " NULL)");
        SinkHarness.Log log = new SinkHarness.Log();
        addText(log, 1, bent);
        addText(log, 2, whole);
        addText(log, 3, null);
        Map<String, String> config = SinkHarness.config(databend, "errors.tolerance", "all", "insert.mode", "insert");
        try (SinkHarness sink = SinkHarness.start(log, config, "t")) {
            sink.drain();
        }
        assertThat(databend.query("SELECT id, to_string(v) FROM t ORDER BY id"))
                .containsExactly(List.of("2", read), List.of("3", "NULL"));
        assertThat(log.deadLetters)
                .singleElement()
                .asString()
                .contains("offset 0 cannot be written")
                .contains("'v'")
                .doesNotContain(bent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"insert", "upsert"})
    void aDecimalColumnThatSomebodyShortensUnderTheRunningSinkRoundsNothing(String mode, DatabendDatabase databend) {
        SinkHarness.Log log = new SinkHarness.Log();
        addAmount(log, 1, "1.2300");
        Map<String, String> config = SinkHarness.config(databend, "insert.mode", mode, "auto.evolve", "false");
        SinkHarness sink = SinkHarness.start(log, config, "t").drain();
        databend.execute("ALTER TABLE t MODIFY COLUMN v DECIMAL(10, 2)");
        addAmount(log, 2, "1.2345");
        assertThatThrownBy(sink::drain)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("Column 'v' of table")
                .hasMessageContaining("DECIMAL(10, 2)");
        sink.close();
        assertThat(databend.query("SELECT id FROM t")).containsExactly(List.of("1"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Point.class,
            names = {"AFTER_UPLOAD", "AFTER_BEGIN", "AFTER_LOAD"})
    void aColumnThatIsChangedInTheMiddleOfAFlushIsSeenBeforeItsCommit(Point point, DatabendDatabase databend) {
        AtomicBoolean armed = new AtomicBoolean();
        FaultPoints altering = (reached, topic) -> {
            if (reached == point && armed.getAndSet(false)) {
                databend.execute("ALTER TABLE t MODIFY COLUMN v DECIMAL(10, 2)");
            }
        };
        SinkHarness.Log log = new SinkHarness.Log();
        addAmount(log, 1, "1.2300");
        Map<String, String> config = SinkHarness.config(databend, "insert.mode", "insert");
        try (SinkHarness sink = SinkHarness.start(log, config, altering, new TopicPartition("t", 0))) {
            sink.drain();
            armed.set(true);
            addAmount(log, 2, "1.2345");
            sink.drain();
        }
        assertThat(armed).isFalse();
        assertThat(databend.query("SELECT id, v FROM t ORDER BY id"))
                .containsExactly(List.of("1", "1.2300"), List.of("2", "1.2345"));
    }

    @Test
    void aTextOfAnObjectWithoutSchemaStaysTextInAColumnOfDocuments(DatabendDatabase databend) {
        databend.execute("CREATE TABLE t (id INT, v VARIANT NULL)");
        SinkHarness.Log log = new SinkHarness.Log();
        for (String text : List.of("1e5", "true", "null", "{\"a\":1}", " [1,2]", "{broken")) {
            log.add(
                    "t",
                    null,
                    null,
                    null,
                    Map.of("id", (long) log.of(new TopicPartition("t", 0)).size(), "v", text));
        }
        try (SinkHarness sink =
                SinkHarness.start(log, SinkHarness.config(databend, "insert.mode", "insert", "pk.mode", "none"), "t")) {
            sink.drain();
        }
        assertThat(databend.query("SELECT json_typeof(v), to_string(v) FROM t ORDER BY id"))
                .containsExactly(
                        List.of("STRING", "1e5"),
                        List.of("STRING", "true"),
                        List.of("STRING", "null"),
                        List.of("OBJECT", "{\"a\":1}"),
                        List.of("ARRAY", "[1,2]"),
                        List.of("STRING", "{broken"));
    }
}
