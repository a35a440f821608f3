package io.bendsync.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bendsync.sink.commit.FaultPoints;
import io.bendsync.sink.commit.FaultPoints.Point;
import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.StackExtension;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Changes of the table itself that the source announces among its rows; row 7 of the fault matrix at the sink. */
@ExtendWith(StackExtension.class)
class AlterationsIT {
    private static final TopicPartition T0 = new TopicPartition("t", 0);

    /** Ends a flush as a killed process does: nothing more of it is executed. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private static void row(SinkHarness.Log log, int id, String column, String value) {
        Schema schema = SchemaBuilder.struct()
                .field("id", Schema.INT32_SCHEMA)
                .field(column, Schema.OPTIONAL_STRING_SCHEMA)
                .build();
        log.add(
                "t",
                Rows.KEY,
                Rows.key(id),
                schema,
                new Struct(schema).put("id", id).put(column, value));
    }

    private static void alter(SinkHarness.Log log, String kind, String column, String to) {
        Schema schema = SchemaBuilder.struct()
                .field("__schema_change", Schema.STRING_SCHEMA)
                .field("db", Schema.STRING_SCHEMA)
                .field("table", Schema.STRING_SCHEMA)
                .field("column", Schema.OPTIONAL_STRING_SCHEMA)
                .field("to", Schema.OPTIONAL_STRING_SCHEMA)
                .build();
        Struct value = new Struct(schema)
                .put("__schema_change", kind)
                .put("db", "shop")
                .put("table", "t")
                .put("column", column)
                .put("to", to);
        log.add("t", null, null, schema, value);
    }

    private static SinkHarness.Log story() {
        SinkHarness.Log log = new SinkHarness.Log();
        row(log, 1, "a", "one");
        row(log, 2, "a", "two");
        alter(log, "rename_column", "a", "b");
        row(log, 2, "b", "TWO");
        row(log, 3, "b", null);
        alter(log, "drop_column", "b", null);
        row(log, 4, "b", "new");
        return log;
    }

    @Test
    void columnsAreRenamedAndDroppedBetweenTheRowsBeforeAndAfter(DatabendDatabase databend) {
        try (SinkHarness sink = SinkHarness.start(story(), SinkHarness.config(databend), T0.topic())) {
            sink.drain();
        }
        assertThat(databend.query("SELECT id, b FROM t ORDER BY id"))
                .containsExactly(List.of("1", "NULL"), List.of("2", "NULL"), List.of("3", "NULL"), List.of("4", "new"));
    }

    @ParameterizedTest
    @EnumSource(Point.class)
    void aTaskKilledAnywhereAroundAnAlterationDoesItOnce(Point point, DatabendDatabase databend) {
        SinkHarness.Log log = story();
        // The 2nd flush is the renaming, the 4th the dropping.
        for (int flush : List.of(2, 4)) {
            AtomicInteger reached = new AtomicInteger();
            FaultPoints deadly = (at, topic) -> {
                if (at == point && reached.incrementAndGet() == (flush == 2 ? 2 : 3)) {
                    throw new Killed();
                }
            };
            Map<String, String> config = SinkHarness.config(databend);
            try (SinkHarness sink = SinkHarness.start(log, config, deadly, T0)) {
                assertThatThrownBy(sink::drain).isInstanceOf(ConnectException.class);
            }
        }
        try (SinkHarness next = SinkHarness.start(log, SinkHarness.config(databend), FaultPoints.NONE, T0)) {
            next.drain();
        }
        assertThat(databend.query("SELECT id, b FROM t ORDER BY id"))
                .containsExactly(List.of("1", "NULL"), List.of("2", "NULL"), List.of("3", "NULL"), List.of("4", "new"));
    }

    /** As a source without exactly-once sends it after a crash: the end of the story twice. */
    @Test
    void anAlterationThatComesTwiceLosesNothing(DatabendDatabase databend) {
        SinkHarness.Log log = new SinkHarness.Log();
        row(log, 1, "a", "one");
        for (int time = 0; time < 2; time++) {
            row(log, 2, "a", "two");
            alter(log, "rename_column", "a", "b");
            row(log, 3, "b", "three");
        }
        try (SinkHarness sink = SinkHarness.start(log, SinkHarness.config(databend), T0.topic())) {
            sink.drain();
        }
        assertThat(databend.query("SELECT * FROM t ORDER BY id"))
                .containsExactly(List.of("1", "one"), List.of("2", "two"), List.of("3", "three"));
    }

    @Test
    void aDroppedTableIsMadeAnewByTheNextRow(DatabendDatabase databend) {
        SinkHarness.Log log = new SinkHarness.Log();
        row(log, 1, "a", "one");
        alter(log, "drop_table", null, null);
        row(log, 2, "c", "two");
        alter(log, "drop_table", null, null);
        row(log, 3, "c", "three");
        try (SinkHarness sink = SinkHarness.start(log, SinkHarness.config(databend), T0.topic())) {
            sink.drain();
        }
        assertThat(databend.query("SELECT id, c FROM t ORDER BY id")).containsExactly(List.of("3", "three"));
    }

    @Test
    void withoutAutoEvolveTheTaskStopsWithTheStatementAndGoesOnOnceItWasRun(DatabendDatabase databend) {
        SinkHarness.Log log = new SinkHarness.Log();
        row(log, 1, "a", "one");
        alter(log, "rename_column", "a", "b");
        row(log, 2, "b", "two");
        Map<String, String> config = SinkHarness.config(databend, "auto.evolve", "false");
        try (SinkHarness sink = SinkHarness.start(log, config, T0.topic())) {
            assertThatThrownBy(sink::drain).hasMessageContaining("auto.evolve").hasMessageContaining("RENAME COLUMN");
        }
        databend.execute("ALTER TABLE t RENAME COLUMN a TO b");
        try (SinkHarness sink = SinkHarness.start(log, config, T0.topic())) {
            sink.drain();
        }
        assertThat(databend.query("SELECT id, b FROM t ORDER BY id"))
                .containsExactly(List.of("1", "one"), List.of("2", "two"));
    }

    @Test
    void objectsWithoutASchemaSayTheSame(DatabendDatabase databend) {
        SinkHarness.Log log = new SinkHarness.Log();
        log.add("t", null, Map.of("id", 1L), null, Map.of("id", 1L, "a", "one"));
        Map<String, Object> change = new HashMap<>(Map.of("__schema_change", "rename_column", "column", "a"));
        change.put("to", "b");
        log.add("t", null, null, null, change);
        log.add("t", null, Map.of("id", 2L), null, Map.of("id", 2L, "b", "two"));
        try (SinkHarness sink = SinkHarness.start(log, SinkHarness.config(databend), T0.topic())) {
            sink.drain();
        }
        assertThat(databend.query("SELECT id, b FROM t ORDER BY id"))
                .containsExactly(List.of("1", "one"), List.of("2", "two"));
    }

    @Test
    void rowsFromBeforeANewColumnHoldItsDefaultAlsoAfterItWasWidened(DatabendDatabase databend) {
        SinkHarness.Log log = new SinkHarness.Log();
        row(log, 1, "a", "one");
        Schema small = added(SchemaBuilder.int16().defaultValue((short) 7).build());
        log.add("t", Rows.KEY, Rows.key(2), small, added(small, 2, (short) 8));
        try (SinkHarness sink = SinkHarness.start(log, SinkHarness.config(databend), T0.topic())) {
            sink.drain();
            assertThat(databend.query("SELECT id, n, s, d FROM t ORDER BY id"))
                    .containsExactly(List.of("1", "7", "it's", "2.50"), List.of("2", "8", "x", "2.50"));
            Schema big = added(SchemaBuilder.int64().optional().defaultValue(9L).build());
            log.add("t", Rows.KEY, Rows.key(4), big, added(big, 4, null));
            sink.drain();
        }
        assertThat(databend.query("SELECT id, n, s FROM t ORDER BY id"))
                .containsExactly(List.of("1", "7", "it's"), List.of("2", "8", "x"), List.of("4", "NULL", "x"));
    }

    private static Schema added(Schema number) {
        return SchemaBuilder.struct()
                .field("id", Schema.INT32_SCHEMA)
                .field("n", number)
                .field("s", SchemaBuilder.string().defaultValue("it's").build())
                .field(
                        "d",
                        org.apache.kafka.connect.data.Decimal.builder(2)
                                .optional()
                                .defaultValue(new java.math.BigDecimal("2.50"))
                                .build())
                .build();
    }

    private static Struct added(Schema schema, int id, Object number) {
        return new Struct(schema)
                .put("id", id)
                .put("n", number)
                .put("s", "x")
                .put("d", new java.math.BigDecimal("2.50"));
    }
}
