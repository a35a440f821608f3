package io.bendsync.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.StackExtension;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Defects of the sinks and drivers that were there before, by number: ours has none of them. Those that other tests
 * cover by their nature are named where they are: 5 and 12 in RecordShapesIT and TypesIT, 6 to 8 in TypesIT, 13 and 16
 * in SchemaIT and TableNamesTest, 19 in ErrorsIT, 22 in ExactlyOnceIT.
 */
@ExtendWith(StackExtension.class)
class PeerDefectsIT {
    private static final Schema TEXT_KEY =
            SchemaBuilder.struct().field("k", Schema.STRING_SCHEMA).build();
    private static final Schema TEXT_ROW = SchemaBuilder.struct()
            .field("k", Schema.STRING_SCHEMA)
            .field("v", Schema.OPTIONAL_STRING_SCHEMA)
            .build();

    private static void addText(SinkHarness.Log log, String key, String value) {
        log.add(
                "t",
                TEXT_KEY,
                new Struct(TEXT_KEY).put("k", key),
                value == null ? null : TEXT_ROW,
                value == null ? null : new Struct(TEXT_ROW).put("k", key).put("v", value));
    }

    @Test
    void defect1DeleteThenInsertAgainInOnePollKeepsTheRow(DatabendDatabase databend) {
        SinkHarness.Log log = new SinkHarness.Log();
        Rows.add(log, "t", 1, "a", 1L);
        Rows.add(log, "t", 2, "b", 1L);
        Rows.delete(log, "t", 2);
        Rows.add(log, "t", 2, "again", 2L);
        try (SinkHarness sink = SinkHarness.start(log, SinkHarness.config(databend, "delete.enabled", "true"), "t")) {
            sink.drain();
            Rows.delete(log, "t", 1);
            Rows.add(log, "t", 1, "again", 2L);
            sink.drain();
        }
        assertThat(databend.query("SELECT id, name FROM t ORDER BY id"))
                .containsExactly(List.of("1", "again"), List.of("2", "again"));
    }

    @Test
    void defects2And3ManyDeletesWithHostileKeysDeleteJustThoseRows(DatabendDatabase databend) {
        List<String> hostile =
                List.of("O'Brien", "' OR 1=1 -- ", "back\\slash", "$1", "?", "semi;colon", "quo\"te", "{}", "😀");
        SinkHarness.Log log = new SinkHarness.Log();
        hostile.forEach(k -> addText(log, k, "v"));
        addText(log, "stays", "v");
        try (SinkHarness sink = SinkHarness.start(log, SinkHarness.config(databend, "delete.enabled", "true"), "t")) {
            sink.drain();
            hostile.forEach(k -> addText(log, k, null));
            sink.drain();
        }
        assertThat(databend.query("SELECT k FROM t")).containsExactly(List.of("stays"));
    }

    @Test
    void defect4AKeyTwiceInABatchIsOneRowWhetherTheTableKnowsItOrNot(DatabendDatabase databend) {
        SinkHarness.Log log = new SinkHarness.Log();
        for (int round = 0; round < 3; round++) {
            Rows.add(log, "t", 1, "round " + round, (long) round);
            Rows.add(log, "t", 1_000, "round " + round, (long) round);
        }
        var config = SinkHarness.config(databend, "auto.create.cluster.by", "id");
        try (SinkHarness sink = SinkHarness.start(log, config, "t")) {
            sink.drain();
            Rows.add(log, "t", 1, "again", 7L);
            Rows.add(log, "t", 1, "last", 8L);
            Rows.add(log, "t", 2_000, "new", 7L);
            Rows.add(log, "t", 2_000, "last", 8L);
            sink.drain();
        }
        assertThat(databend.query("SELECT id, name FROM t ORDER BY id"))
                .containsExactly(List.of("1", "last"), List.of("1000", "round 2"), List.of("2000", "last"));
    }

    @Test
    void defect9TimesDoNotDependOnTheZoneOfTheJvm(DatabendDatabase databend) {
        Schema schema = SchemaBuilder.struct()
                .field("id", Schema.INT32_SCHEMA)
                .field("d", org.apache.kafka.connect.data.Date.SCHEMA)
                .field(
                        "ts",
                        SchemaBuilder.int64()
                                .name("io.debezium.time.MicroTimestamp")
                                .build())
                .build();
        TimeZone before = TimeZone.getDefault();
        SinkHarness.Log log = new SinkHarness.Log();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
            log.add(
                    "t",
                    Rows.KEY,
                    Rows.key(1),
                    schema,
                    new Struct(schema)
                            .put("id", 1)
                            .put("d", java.util.Date.from(java.time.Instant.parse("2024-03-10T00:00:00Z")))
                            .put("ts", 1_710_054_000_123_456L));
            try (SinkHarness sink =
                    SinkHarness.start(log, SinkHarness.config(databend, "db.timezone", "Asia/Tokyo"), "t")) {
                sink.drain();
            }
        } finally {
            TimeZone.setDefault(before);
        }
        assertThat(databend.query("SELECT d, to_string(ts) FROM t"))
                .containsExactly(List.of("2024-03-10", "2024-03-10 07:00:00.123456"));
    }

    @Test
    void defect10DecimalsKeepTheirScaleAndAllTheirDigits(DatabendDatabase databend) {
        Schema schema = SchemaBuilder.struct()
                .field("id", Schema.INT32_SCHEMA)
                .field("v", Decimal.schema(10))
                .build();
        SinkHarness.Log log = new SinkHarness.Log();
        log.add(
                "t",
                Rows.KEY,
                Rows.key(1),
                schema,
                new Struct(schema).put("id", 1).put("v", new BigDecimal("1234567890123456789012345678.0123456789")));
        try (SinkHarness sink = SinkHarness.start(log, SinkHarness.config(databend), "t")) {
            sink.drain();
        }
        assertThat(databend.query("SELECT to_string(v) FROM t"))
                .containsExactly(List.of("1234567890123456789012345678.0123456789"));
    }

    @Test
    void defect11ObjectsOfSeveralTopicsGoEachToTheirOwnTable(DatabendDatabase databend) {
        SinkHarness.Log log = new SinkHarness.Log();
        log.add("one", null, null, null, Map.of("id", 3_000_000_000L, "v", "one"));
        log.add("two", null, null, null, Map.of("id", 1L, "v", "two"));
        log.add("one", null, null, null, Map.of("id", 2L, "v", "one"));
        var config = SinkHarness.config(databend, "pk.mode", "record_value", "pk.fields", "id");
        try (SinkHarness sink = SinkHarness.start(log, config, "one", "two")) {
            sink.drain();
        }
        assertThat(databend.query("SELECT id, v FROM one ORDER BY id"))
                .containsExactly(List.of("2", "one"), List.of("3000000000", "one"));
        assertThat(databend.query("SELECT id, v FROM two")).containsExactly(List.of("1", "two"));
    }

    @Test
    void defect15ATableOfTheSameNameElsewhereAndPatternCharactersDoNotConfuse(
            DatabendDatabase databend, DatabendDatabase other) {
        other.execute("CREATE TABLE a_b (x INT)");
        databend.execute("CREATE TABLE axb (x INT)");
        SinkHarness.Log log = new SinkHarness.Log();
        Rows.add(log, "a_b", 1, "n", 1L);
        try (SinkHarness sink = SinkHarness.start(log, SinkHarness.config(databend), "a_b")) {
            sink.drain();
        }
        assertThat(databend.query("SELECT id FROM a_b")).containsExactly(List.of("1"));
        assertThat(other.query("SELECT count(*) FROM a_b")).containsExactly(List.of("0"));
    }

    @Test
    void defect16DotsInTopicNamesStayInTheTableName(DatabendDatabase databend) {
        SinkHarness.Log log = new SinkHarness.Log();
        Rows.add(log, "server.shop.orders", 1, "n", 1L);
        try (SinkHarness sink = SinkHarness.start(log, SinkHarness.config(databend), "server.shop.orders")) {
            sink.drain();
        }
        assertThat(databend.query("SELECT id FROM `server.shop.orders`")).containsExactly(List.of("1"));
    }

    @Test
    void defect17NamesAreSafeUnderEitherSqlDialect(DatabendDatabase databend) {
        // Backticks name things in each dialect; a name that itself holds one is the only exception.
        SinkHarness.Log log = new SinkHarness.Log();
        Schema schema = SchemaBuilder.struct()
                .field("id", Schema.INT32_SCHEMA)
                .field("a\"b'c", Schema.STRING_SCHEMA)
                .build();
        log.add(
                "t",
                Rows.KEY,
                Rows.key(1),
                schema,
                new Struct(schema).put("id", 1).put("a\"b'c", "x"));
        try (SinkHarness sink = SinkHarness.start(log, SinkHarness.config(databend), "t")) {
            sink.drain();
        }
        assertThat(databend.query("SELECT `a\"b'c` FROM t")).containsExactly(List.of("x"));
    }

    @Test
    void defect18TheDatabaseOfTheSettingsIsWhereTablesGo(DatabendDatabase databend) {
        SinkHarness.Log log = new SinkHarness.Log();
        Rows.add(log, "t", 1, "n", 1L);
        var config = SinkHarness.config(
                databend, "connection.url", databend.serverUrl(), "connection.database", databend.name());
        try (SinkHarness sink = SinkHarness.start(log, config, "t")) {
            sink.drain();
        }
        assertThat(databend.query("SELECT id FROM t")).containsExactly(List.of("1"));
    }

    @Test
    void defect20NoRowsValueAndNoPasswordIsEverLogged(DatabendDatabase databend) {
        StringWriter logged = new StringWriter();
        LoggerContext context = (LoggerContext) LogManager.getContext(false);
        WriterAppender appender = WriterAppender.createAppender(
                PatternLayout.createDefaultLayout(), null, logged, "captured", false, true);
        appender.start();
        context.getRootLogger().addAppender(appender);
        Configurator.setLevel("io.bendsync.sink", Level.TRACE);
        try {
            SinkHarness.Log log = new SinkHarness.Log();
            Rows.add(log, "t", 1, "secret-value", 123_456_789L);
            Schema json = SchemaBuilder.struct()
                    .field("id", Schema.INT32_SCHEMA)
                    .field(
                            "doc",
                            SchemaBuilder.string()
                                    .name("io.debezium.data.Json")
                                    .optional()
                                    .build())
                    .build();
            log.add(
                    "t",
                    Rows.KEY,
                    Rows.key(2),
                    json,
                    new Struct(json).put("id", 2).put("doc", "{secret-value"));
            try (SinkHarness sink =
                    SinkHarness.start(log, SinkHarness.config(databend, "errors.tolerance", "all"), "t")) {
                sink.drain();
            }
        } finally {
            Configurator.setLevel("io.bendsync.sink", Level.DEBUG);
            context.getRootLogger().removeAppender(appender);
        }
        assertThat(logged.toString())
                .contains("t: ")
                .doesNotContain("secret-value")
                .doesNotContain("123456789")
                .doesNotContain("password=" + databend.password());
    }

    @Test
    void defect21ManyPollsMakeFewStatements(DatabendDatabase databend) {
        java.util.concurrent.atomic.AtomicInteger merges = new java.util.concurrent.atomic.AtomicInteger();
        try (FaultyProxy proxy = new FaultyProxy(databend.url()).weather(sql -> {
            if (sql.startsWith("MERGE")) {
                merges.incrementAndGet();
            }
            return FaultyProxy.Fault.NONE;
        })) {
            SinkHarness.Log log = new SinkHarness.Log();
            for (int i = 0; i < 5_000; i++) {
                Rows.add(log, "t", i, "n", 1L);
            }
            var config = SinkHarness.config(databend, "connection.url", proxy.url(), "batch.size", "1");
            try (SinkHarness sink = SinkHarness.start(log, config, "t")) {
                sink.pollSize(50).drain();
            }
        }
        assertThat(databend.query("SELECT count(*) FROM t")).containsExactly(List.of("5000"));
        assertThat(merges.get()).as("statements for 100 polls at batch.size=1").isLessThan(30);
    }
}
