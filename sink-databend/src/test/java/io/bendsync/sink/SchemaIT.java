package io.bendsync.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.StackExtension;
import java.math.BigDecimal;
import java.util.List;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tables are made, widened and relaxed as rows need it, and left alone where that would bend what they hold. */
@ExtendWith(StackExtension.class)
class SchemaIT {
    private static SinkHarness.Log add(SinkHarness.Log log, int id, String column, Schema type, Object value) {
        Schema schema = SchemaBuilder.struct()
                .field("id", Schema.INT32_SCHEMA)
                .field(column, type)
                .build();
        return log.add(
                "t",
                Rows.KEY,
                Rows.key(id),
                schema,
                new Struct(schema).put("id", id).put(column, value));
    }

    private static String type(DatabendDatabase databend, String column) {
        return databend.query("SELECT data_type FROM system.columns WHERE database = '" + databend.name()
                        + "' AND table = 't' AND name = '" + column + "'")
                .get(0)
                .get(0);
    }

    @Test
    void columnsAreWidenedWithoutLosingWhatTheyHold(DatabendDatabase databend) {
        SinkHarness.Log log = new SinkHarness.Log();
        try (SinkHarness sink = SinkHarness.start(log, SinkHarness.config(databend), "t")) {
            add(log, 1, "v", Schema.INT16_SCHEMA, (short) 7);
            sink.drain();
            assertThat(type(databend, "v")).isEqualTo("SMALLINT");
            add(log, 2, "v", Schema.INT64_SCHEMA, Long.MIN_VALUE);
            add(log, 3, "v", Schema.INT16_SCHEMA, (short) -7);
            sink.drain();
            assertThat(type(databend, "v")).isEqualTo("BIGINT");
        }
        assertThat(databend.query("SELECT v FROM t ORDER BY id"))
                .containsExactly(List.of("7"), List.of("-9223372036854775808"), List.of("-7"));
    }

    @Test
    void decimalsGrowOnBothSidesOfThePoint(DatabendDatabase databend) {
        Schema narrow =
                Decimal.builder(2).parameter("connect.decimal.precision", "5").build();
        Schema wide =
                Decimal.builder(4).parameter("connect.decimal.precision", "20").build();
        SinkHarness.Log log = new SinkHarness.Log();
        try (SinkHarness sink = SinkHarness.start(log, SinkHarness.config(databend), "t")) {
            add(log, 1, "v", narrow, new BigDecimal("123.45"));
            sink.drain();
            add(log, 2, "v", wide, new BigDecimal("1234567890123456.7891"));
            sink.drain();
        }
        assertThat(type(databend, "v")).isEqualTo("DECIMAL(20, 4)");
        assertThat(databend.query("SELECT v FROM t ORDER BY id"))
                .containsExactly(List.of("123.4500"), List.of("1234567890123456.7891"));
    }

    @Test
    void notNullIsDroppedWhenTheSourceSendsNull(DatabendDatabase databend) {
        SinkHarness.Log log = new SinkHarness.Log();
        try (SinkHarness sink = SinkHarness.start(log, SinkHarness.config(databend), "t")) {
            add(log, 1, "v", Schema.STRING_SCHEMA, "there");
            sink.drain();
            add(log, 2, "v", Schema.OPTIONAL_STRING_SCHEMA, null);
            sink.drain();
        }
        assertThat(databend.query("SELECT v FROM t ORDER BY id")).containsExactly(List.of("there"), List.of("NULL"));
    }

    @Test
    void aChangeThatWouldBendValuesStopsWithTheStatementToRun(DatabendDatabase databend) {
        databend.execute("CREATE TABLE t (id INT NOT NULL, v DATE NULL)");
        SinkHarness.Log log = new SinkHarness.Log();
        add(log, 1, "v", Schema.FLOAT64_SCHEMA, 1.5);
        SinkHarness sink = SinkHarness.start(log, SinkHarness.config(databend), "t");
        assertThatThrownBy(sink::drain)
                .hasMessageContaining("Column 'v' of table " + databend.name() + ".t is DATE")
                .hasMessageContaining("the records bring DOUBLE")
                .hasMessageContaining("ALTER TABLE `" + databend.name() + "`.`t` MODIFY COLUMN `v` DOUBLE");
        sink.close();
    }

    @Test
    void anythingBecomesTextOnlyIfAskedFor(DatabendDatabase databend) {
        databend.execute("CREATE TABLE t (id INT NOT NULL, v DATE NULL)", "INSERT INTO t VALUES (1, '2024-02-29')");
        SinkHarness.Log log = new SinkHarness.Log();
        add(log, 2, "v", Schema.FLOAT64_SCHEMA, 1.5);
        try (SinkHarness sink =
                SinkHarness.start(log, SinkHarness.config(databend, "auto.evolve.to.varchar", "true"), "t")) {
            sink.drain();
        }
        assertThat(databend.query("SELECT v FROM t ORDER BY id"))
                .containsExactly(List.of("2024-02-29"), List.of("1.5"));
    }

    @Test
    void aTableThatMayNotBeCreatedStopsWithTheStatementToRun(DatabendDatabase databend) {
        SinkHarness.Log log = new SinkHarness.Log();
        Rows.add(log, "t", 1, "a", 1L);
        SinkHarness sink = SinkHarness.start(log, SinkHarness.config(databend, "auto.create", "false"), "t");
        assertThatThrownBy(sink::drain).hasMessageContaining("auto.create").hasMessageContaining("CREATE TABLE");
        sink.close();
    }

    @Test
    void aColumnThatMayNotBeAddedStopsWithTheStatementToRun(DatabendDatabase databend) {
        databend.execute("CREATE TABLE t (id INT NOT NULL)");
        SinkHarness.Log log = new SinkHarness.Log();
        Rows.add(log, "t", 1, "a", 1L);
        SinkHarness sink = SinkHarness.start(log, SinkHarness.config(databend, "auto.evolve", "false"), "t");
        assertThatThrownBy(sink::drain)
                .hasMessageContaining("no column 'name'")
                .hasMessageContaining("ADD COLUMN IF NOT EXISTS `name` VARCHAR NULL");
        sink.close();
    }

    @Test
    void severalNewColumnsComeInOneRow(DatabendDatabase databend) {
        databend.execute("CREATE TABLE t (id INT NOT NULL)");
        SinkHarness.Log log = new SinkHarness.Log();
        Rows.add(log, "t", 1, "a", 1L);
        try (SinkHarness sink = SinkHarness.start(log, SinkHarness.config(databend), "t")) {
            sink.drain();
        }
        assertThat(databend.query("SELECT id, name, amount FROM t")).containsExactly(List.of("1", "a", "1"));
    }

    @Test
    void rowsOfSeveralSchemaVersionsInOnePollLeaveColumnsAloneThatTheyDoNotHave(DatabendDatabase databend) {
        SinkHarness.Log log = new SinkHarness.Log();
        try (SinkHarness sink = SinkHarness.start(log, SinkHarness.config(databend), "t")) {
            add(log, 1, "a", Schema.STRING_SCHEMA, "a1");
            add(log, 2, "b", Schema.STRING_SCHEMA, "b2");
            add(log, 1, "b", Schema.STRING_SCHEMA, "b1");
            add(log, 3, "a", Schema.STRING_SCHEMA, "a3");
            add(log, 2, "a", Schema.STRING_SCHEMA, "a2");
            sink.drain();
        }
        assertThat(databend.query("SELECT id, a, b FROM t ORDER BY id"))
                .containsExactly(List.of("1", "a1", "b1"), List.of("2", "a2", "b2"), List.of("3", "a3", "NULL"));
    }

    @Test
    void aTableChangedByHandUnderTheRunningSinkIsReadAgain(DatabendDatabase databend) {
        SinkHarness.Log log = new SinkHarness.Log();
        try (SinkHarness sink = SinkHarness.start(log, SinkHarness.config(databend), "t")) {
            Rows.add(log, "t", 1, "a", 1L);
            sink.drain();
            databend.execute("ALTER TABLE t DROP COLUMN amount");
            Rows.add(log, "t", 2, "b", 2L);
            sink.drain();
            databend.execute("DROP TABLE t");
            Rows.add(log, "t", 3, "c", 3L);
            sink.drain();
        }
        assertThat(databend.query("SELECT id, name, amount FROM t")).containsExactly(List.of("3", "c", "3"));
    }

    @Test
    void twoTasksThatCreateAndEvolveOneTableDoNotHinderEachOther(DatabendDatabase databend) {
        SinkHarness.Log log = new SinkHarness.Log();
        var config = SinkHarness.config(databend, "table.name.format", "t");
        for (int i = 0; i < 10; i++) {
            Rows.add(log, i % 2 == 0 ? "one" : "two", i, "n", 1L);
        }
        try (SinkHarness one = SinkHarness.start(log, config, "one");
                SinkHarness two = SinkHarness.start(log, config, "two")) {
            one.poll();
            two.poll();
            one.drain();
            two.drain();
        }
        assertThat(databend.query("SELECT count(*), sum(id) FROM t")).containsExactly(List.of("10", "45"));
    }

    @Test
    void oddNamesArriveAsTheyAre(DatabendDatabase databend) {
        List<String> names = List.of(
                "select",
                "with space",
                "it's",
                "quo\"ted",
                "back`tick",
                "dot.ted",
                "semi;colon--",
                "Größe",
                "😀",
                "CaSe",
                "?",
                "$1",
                "%s",
                "a".repeat(64));
        SchemaBuilder builder = SchemaBuilder.struct().field("id", Schema.INT32_SCHEMA);
        names.forEach(n -> builder.field(n, Schema.STRING_SCHEMA));
        Schema schema = builder.build();
        Struct row = new Struct(schema).put("id", 1);
        names.forEach(n -> row.put(n, "value of " + n));
        String table = "odd 'table\" `of; 😀";
        SinkHarness.Log log = new SinkHarness.Log();
        log.add("t", Rows.KEY, Rows.key(1), schema, row);
        log.add("t", Rows.KEY, Rows.key(1), schema, row);
        try (SinkHarness sink = SinkHarness.start(log, SinkHarness.config(databend, "table.name.format", table), "t")) {
            sink.drain();
        }
        List<String> expected = new java.util.ArrayList<>(List.of("1"));
        names.forEach(n -> expected.add("value of " + n));
        assertThat(databend.query("SELECT * FROM \"" + table.replace("\"", "\"\"") + "\""))
                .containsExactly(expected);
    }

    @Test
    void namesAreFoldedWhereQuotingIsSetToNever(DatabendDatabase databend) {
        databend.execute("CREATE TABLE orders (id INT NOT NULL, v VARCHAR NULL)");
        SinkHarness.Log log = new SinkHarness.Log();
        add(log, 1, "V", Schema.STRING_SCHEMA, "x");
        var config = SinkHarness.config(databend, "quote.sql.identifiers", "NEVER", "table.name.format", "ORDERS");
        try (SinkHarness sink = SinkHarness.start(log, config, "t")) {
            sink.drain();
        }
        assertThat(databend.query("SELECT id, v FROM orders")).containsExactly(List.of("1", "x"));
    }

    @Test
    void newTablesTakeTheirOptions(DatabendDatabase databend) {
        SinkHarness.Log log = new SinkHarness.Log();
        Rows.add(log, "t", 1, "a", 1L);
        var config = SinkHarness.config(
                databend, "auto.create.cluster.by", "id", "auto.create.options", "COMMENT = 'from MySQL'");
        try (SinkHarness sink = SinkHarness.start(log, config, "t")) {
            sink.drain();
        }
        assertThat(databend.query("SHOW CREATE TABLE t").get(0).get(1))
                .containsIgnoringCase("CLUSTER BY")
                .contains("from MySQL");
    }

    @Test
    void theDatabaseIsCreatedToo(DatabendDatabase databend) {
        String other = databend.name() + "_other";
        SinkHarness.Log log = new SinkHarness.Log();
        Rows.add(log, "t", 1, "a", 1L);
        try (SinkHarness sink =
                SinkHarness.start(log, SinkHarness.config(databend, "table.name.format", other + ".${topic}"), "t")) {
            sink.drain();
            assertThat(databend.query("SELECT id FROM " + other + ".t")).containsExactly(List.of("1"));
        } finally {
            databend.execute("DROP DATABASE IF EXISTS " + other);
        }
    }
}
