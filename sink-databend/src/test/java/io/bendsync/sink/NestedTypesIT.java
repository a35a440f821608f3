package io.bendsync.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.StackExtension;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Lists, maps and structs: documents, unless the settings ask for types of their own. */
@ExtendWith(StackExtension.class)
class NestedTypesIT {
    private static final Schema LINE = SchemaBuilder.struct()
            .optional()
            .field("odd `name`, 1.0", Schema.OPTIONAL_STRING_SCHEMA)
            .field(
                    "price",
                    Decimal.builder(2)
                            .parameter("connect.decimal.precision", "12")
                            .optional()
                            .build())
            .field("at", Timestamp.builder().optional().build())
            .field(
                    "tags",
                    SchemaBuilder.array(Schema.OPTIONAL_STRING_SCHEMA)
                            .optional()
                            .build())
            .build();
    private static final Schema ROW = SchemaBuilder.struct()
            .field("id", Schema.INT32_SCHEMA)
            .field(
                    "numbers",
                    SchemaBuilder.array(Schema.OPTIONAL_INT32_SCHEMA).optional().build())
            .field(
                    "weights",
                    SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.OPTIONAL_FLOAT64_SCHEMA)
                            .optional()
                            .build())
            .field("line", LINE)
            .field("lines", SchemaBuilder.array(LINE).optional().build())
            .build();

    private static Struct line(String name) {
        return new Struct(LINE)
                .put("odd `name`, 1.0", name)
                .put("price", new BigDecimal("1234567890.12"))
                .put("at", java.util.Date.from(Instant.parse("2024-02-29T23:59:59.999Z")))
                .put("tags", Arrays.asList("ä", null, ""));
    }

    private static SinkHarness.Log rows() {
        SinkHarness.Log log = new SinkHarness.Log();
        Struct full = new Struct(ROW)
                .put("id", 1)
                .put("numbers", Arrays.asList(1, null, Integer.MIN_VALUE))
                .put("weights", Collections.singletonMap("a.b", 0.5))
                .put("line", line("one"))
                .put("lines", Arrays.asList(line("two"), null, new Struct(LINE)));
        Struct empty = new Struct(ROW)
                .put("id", 2)
                .put("numbers", List.of())
                .put("weights", Map.of())
                .put("line", new Struct(LINE))
                .put("lines", List.of());
        for (Struct row : List.of(full, empty, new Struct(ROW).put("id", 3))) {
            log.add("t", Rows.KEY, Rows.key(row.getInt32("id")), ROW, row);
        }
        return log;
    }

    @Test
    void nestedValuesAreDocumentsByDefault(DatabendDatabase databend) {
        try (SinkHarness sink = SinkHarness.start(rows(), SinkHarness.config(databend), "t")) {
            sink.drain();
        }
        assertThat(databend.query("SELECT DISTINCT data_type FROM system.columns WHERE database = '" + databend.name()
                        + "' AND table = 't' AND name <> 'id'"))
                .containsExactly(List.of("VARIANT"));
        assertThat(databend.query(
                        "SELECT numbers[2]::BIGINT, weights['a.b']::DOUBLE, lines[0]['odd `name`, 1.0']::STRING"
                                + " FROM t WHERE id = 1"))
                .containsExactly(List.of("-2147483648", "0.5", "two"));
    }

    @Test
    void nestedValuesHaveTypesOfTheirOwnWhereAsked(DatabendDatabase databend) {
        for (String mode : List.of("upsert", "insert")) {
            Map<String, String> config = SinkHarness.config(
                    databend, "nested.types", "native", "insert.mode", mode, "table.name.format", mode, "name", mode);
            try (SinkHarness sink = SinkHarness.start(rows(), config, "t")) {
                sink.drain();
            }
            assertThat(databend.query("SELECT name, data_type FROM system.columns WHERE database = '" + databend.name()
                            + "' AND table = '" + mode + "' ORDER BY name"))
                    .contains(List.of("numbers", "ARRAY(INT32)"), List.of("weights", "MAP(STRING, FLOAT64)"))
                    .anySatisfy(column -> assertThat(column.get(1)).startsWith("TUPLE("))
                    .anySatisfy(column -> assertThat(column.get(1)).startsWith("ARRAY(TUPLE("));
            assertThat(databend.query("SELECT to_string(to_variant(numbers)), to_string(to_variant(weights)), "
                            + "to_string(to_variant(line.1)), line.2, to_string(line.3), to_string(to_variant(line.4)),"
                            + " lines[1].1, length(lines), lines[3].2 FROM " + mode + " ORDER BY id"))
                    .containsExactly(
                            List.of(
                                    "[1,null,-2147483648]",
                                    "{\"a.b\":0.5}",
                                    "one",
                                    "1234567890.12",
                                    "2024-02-29 23:59:59.999000",
                                    "[\"ä\",null,\"\"]",
                                    "two",
                                    "3",
                                    "NULL"),
                            List.of("[]", "{}", "NULL", "NULL", "NULL", "NULL", "NULL", "0", "NULL"),
                            Collections.nCopies(9, "NULL"));
        }
    }

    @Test
    void aListGoesIntoAWiderListThatSomebodyMade(DatabendDatabase databend) {
        databend.execute("CREATE TABLE t (id INT, numbers ARRAY(BIGINT NULL) NULL)");
        Map<String, String> config =
                SinkHarness.config(databend, "nested.types", "native", "fields.whitelist", "id,numbers");
        try (SinkHarness sink = SinkHarness.start(rows(), config, "t")) {
            sink.drain();
        }
        assertThat(databend.query("SELECT to_string(to_variant(numbers)) FROM t WHERE id = 1"))
                .containsExactly(List.of("[1,null,-2147483648]"));
    }

    @Test
    void aStructThatHasChangedStopsTheTaskWithTheStatementToRun(DatabendDatabase databend) {
        databend.execute("CREATE TABLE t (id INT, line TUPLE(a INT NULL, b STRING NULL) NULL)");
        Map<String, String> config =
                SinkHarness.config(databend, "nested.types", "native", "fields.whitelist", "id,line");
        SinkHarness sink = SinkHarness.start(rows(), config, "t");
        assertThatThrownBy(sink::drain)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("Column 'line'")
                .hasMessageContaining("RENAME COLUMN `line` TO `line_before`");
        sink.close();
        databend.execute("ALTER TABLE t RENAME COLUMN `line` TO `line_before`");
        try (SinkHarness next = SinkHarness.start(rows(), config, "t")) {
            next.drain();
        }
        assertThat(databend.query("SELECT line.1 FROM t WHERE id = 1")).containsExactly(List.of("one"));
    }

    @Test
    void whatHasNoPlaceInAnArrayStaysADocument(DatabendDatabase databend) {
        Schema json = SchemaBuilder.string().name("io.debezium.data.Json").build();
        Schema row = SchemaBuilder.struct()
                .field("id", Schema.INT32_SCHEMA)
                .field("docs", SchemaBuilder.array(json).build())
                .build();
        SinkHarness.Log log = new SinkHarness.Log();
        log.add("t", Rows.KEY, Rows.key(1), row, new Struct(row).put("id", 1).put("docs", List.of("{\"a\":1}", "[]")));
        try (SinkHarness sink = SinkHarness.start(log, SinkHarness.config(databend, "nested.types", "native"), "t")) {
            sink.drain();
        }
        assertThat(databend.query("SELECT docs[0]['a']::INT FROM t")).containsExactly(List.of("1"));
    }
}
