package io.bendsync.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.StackExtension;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which rows are one row: keys that change, that are missing, that come in more than one form. */
@ExtendWith(StackExtension.class)
class KeysIT {
    @Test
    void anEventThatMovesARowToAnotherKeyLeavesNoneUnderTheFirst(DatabendDatabase databend) {
        SinkHarness.Log log = new SinkHarness.Log();
        RecordShapesIT.event(log, "c", 1, null, RecordShapesIT.row(1, "a"));
        RecordShapesIT.event(log, "c", 2, null, RecordShapesIT.row(2, "b"));
        RecordShapesIT.event(log, "u", 1, RecordShapesIT.row(1, "a"), RecordShapesIT.row(5, "moved"));
        RecordShapesIT.event(log, "u", 2, RecordShapesIT.row(2, "b"), RecordShapesIT.row(2, "stays"));
        try (SinkHarness sink = SinkHarness.start(
                log,
                SinkHarness.config(databend, "delete.enabled", "true", "pk.mode", "record_value", "pk.fields", "id"),
                "server.shop.orders")) {
            sink.drain();
        }
        assertThat(databend.query("SELECT id, name FROM `server.shop.orders` ORDER BY id"))
                .containsExactly(List.of("2", "stays"), List.of("5", "moved"));
    }

    @Test
    void aTruncationOfOneTopicLeavesATableAloneThatAnotherWritesToo(DatabendDatabase databend) {
        SinkHarness.Log log = new SinkHarness.Log();
        Rows.add(log, "one", 1, "a", 1L);
        Rows.add(log, "two", 2, "b", 1L);
        try (SinkHarness sink = SinkHarness.start(
                log,
                SinkHarness.config(
                        databend,
                        "delete.enabled",
                        "true",
                        "topics.to.tables.mapping",
                        "one:t,two:t,server.shop.orders:t"),
                "one",
                "two",
                "server.shop.orders")) {
            sink.drain();
            RecordShapesIT.event(log, "t", 0, null, null);
            sink.drain();
        }
        assertThat(databend.query("SELECT id FROM t ORDER BY id")).containsExactly(List.of("1"), List.of("2"));
    }

    @Test
    void aRecordWhoseKeyHasNoFieldIsSetAsideWhereRowsAreToBeFound(DatabendDatabase databend) {
        SinkHarness.Log log = new SinkHarness.Log();
        Rows.add(log, "t", 1, "a", 1L);
        log.add("t", null, Map.of(), null, Map.of("id", 2L, "name", "b"));
        Schema none = SchemaBuilder.struct().build();
        log.add("t", none, new Struct(none), Rows.ROW, Rows.row(3, "c", 1L));
        try (SinkHarness sink = SinkHarness.start(log, SinkHarness.config(databend, "errors.tolerance", "all"), "t")) {
            sink.drain();
        }
        assertThat(databend.query("SELECT id FROM t")).containsExactly(List.of("1"));
        assertThat(log.deadLetters)
                .hasSize(2)
                .allSatisfy(letter -> assertThat(letter).contains("key has no field"));
    }

    @Test
    void oneAndOnePointZeroAreOneKeyOfObjectsWithoutSchema(DatabendDatabase databend) {
        SinkHarness.Log log = new SinkHarness.Log();
        log.add("t", null, Map.of("id", 1L), null, Map.of("v", "first"));
        log.add("t", null, Map.of("id", 1.0), null, Map.of("v", "second"));
        try (SinkHarness sink = SinkHarness.start(log, SinkHarness.config(databend), "t")) {
            sink.drain();
        }
        assertThat(databend.query("SELECT v FROM t")).containsExactly(List.of("second"));
    }

    @Test
    void aTextAsKeyOfANumberColumnIsTakenInItsOneFormOnly(DatabendDatabase databend) {
        databend.execute("CREATE TABLE t (id INT, v VARCHAR NULL)");
        SinkHarness.Log log = new SinkHarness.Log();
        for (String id : List.of("1", "01", "1.0", "2")) {
            log.add("t", null, Map.of("id", id), null, Map.of("v", "of " + id));
        }
        try (SinkHarness sink = SinkHarness.start(log, SinkHarness.config(databend, "errors.tolerance", "all"), "t")) {
            sink.drain();
        }
        assertThat(databend.query("SELECT id, v FROM t ORDER BY id"))
                .containsExactly(List.of("1", "of 1"), List.of("2", "of 2"));
        assertThat(log.deadLetters).hasSize(2);
    }
}
