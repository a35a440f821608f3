package io.bendsync.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bendsync.sink.commit.FaultPoints;
import io.bendsync.sink.databend.DatabendException;
import io.bendsync.sink.databend.ErrorKind;
import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.StackExtension;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Defects 12 to 22 of the sinks and drivers that were there before, those that stop, slow down or bare: ours has none of
 * them. The others are in {@link PeerDefectsIT}.
 */
@ExtendWith(StackExtension.class)
class PeerOperationDefectsIT {
    @Test
    void defect12BytesTimesListsAndStructsGetColumns(DatabendDatabase databend) {
        Schema inner = SchemaBuilder.struct().field("a", Schema.INT32_SCHEMA).build();
        Schema schema = SchemaBuilder.struct()
                .field("id", Schema.INT32_SCHEMA)
                .field("b", Schema.BYTES_SCHEMA)
                .field("t", org.apache.kafka.connect.data.Time.SCHEMA)
                .field(
                        "list",
                        SchemaBuilder.array(Schema.STRING_SCHEMA).optional().build())
                .field("struct", inner)
                .build();
        SinkHarness.Log log = new SinkHarness.Log();
        for (int id = 1; id <= 2; id++) {
            Struct row = new Struct(schema)
                    .put("id", id)
                    .put("b", new byte[] {1})
                    .put("t", java.util.Date.from(java.time.Instant.ofEpochSecond(1)))
                    .put("list", id == 1 ? null : List.of("x")) // a null in the first record killed it
                    .put("struct", new Struct(inner).put("a", id));
            log.add("t", Rows.KEY, Rows.key(id), schema, row);
        }
        try (SinkHarness sink = SinkHarness.start(log, SinkHarness.config(databend), "t")) {
            sink.drain();
        }
        assertThat(databend.query("SELECT to_hex(b), t, list[0]::STRING, struct['a']::INT FROM t ORDER BY id"))
                .containsExactly(
                        List.of("01", "00:00:01.000000", "NULL", "1"), List.of("01", "00:00:01.000000", "x", "2"));
    }

    @Test
    void defect13TwoNewColumnsAtOnceAreBothAdded(DatabendDatabase databend) {
        databend.execute("CREATE TABLE t (id INT)", "INSERT INTO t VALUES (0)");
        SinkHarness.Log log = new SinkHarness.Log();
        Rows.add(log, "t", 1, "n", 1L);
        try (SinkHarness sink = SinkHarness.start(log, SinkHarness.config(databend), "t")) {
            sink.drain();
        }
        assertThat(databend.query("SELECT id, name, amount FROM t ORDER BY id"))
                .containsExactly(List.of("0", "NULL", "NULL"), List.of("1", "n", "1"));
    }

    @Test
    void defect14AModeThatIsNotThereIsRefusedBeforeTheStart(DatabendDatabase databend) {
        Map<String, String> config = SinkHarness.config(databend, "insert.mode", "update", "topics", "t");
        assertThat(new DatabendSinkConnector().validate(config).configValues())
                .filteredOn(value -> value.name().equals("insert.mode"))
                .flatExtracting(value -> value.errorMessages())
                .anySatisfy(message -> assertThat(message).contains("insert").contains("upsert"));
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
        Schema schema = SchemaBuilder.struct()
                .field("id", Schema.INT32_SCHEMA)
                .field("a\"b'c", Schema.STRING_SCHEMA)
                .field("select", Schema.STRING_SCHEMA)
                .build();
        Struct row = new Struct(schema).put("id", 1).put("a\"b'c", "x").put("select", "it's \"y\" \\");
        for (String dialect : List.of("MySQL", "PostgreSQL")) {
            SinkHarness.Log log = new SinkHarness.Log();
            log.add("t", Rows.KEY, Rows.key(1), schema, row);
            try (FaultyProxy proxy = new FaultyProxy(databend.url()).with("sql_dialect", dialect)) {
                var config = SinkHarness.config(
                        databend,
                        "connection.url",
                        proxy.url(),
                        "table.name.format",
                        dialect,
                        "name",
                        "it's " + dialect);
                try (SinkHarness sink = SinkHarness.start(log, config, "t")) {
                    sink.drain();
                    log.add("t", Rows.KEY, Rows.key(1), schema, row);
                    sink.drain();
                }
            }
            assertThat(databend.query("SELECT `a\"b'c`, `select` FROM `" + dialect + "`"))
                    .containsExactly(List.of("x", "it's \"y\" \\"));
        }
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
        AtomicInteger merges = new AtomicInteger();
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

    @Test
    void defect19AServerThatIsAwayIsWaitedForAndTheDeadLettersStayEmpty(DatabendDatabase databend) {
        try (FaultyProxy proxy = new FaultyProxy(databend.url())) {
            SinkHarness.Log log = new SinkHarness.Log();
            Rows.add(log, "t", 1, "a", 1L);
            var config = SinkHarness.config(databend, "connection.url", proxy.url(), "errors.tolerance", "all");
            try (SinkHarness sink = SinkHarness.start(log, config, "t")) {
                AtomicInteger refused = new AtomicInteger();
                proxy.weather(
                        sql -> refused.getAndIncrement() < 6 ? FaultyProxy.Fault.LOSE_REQUEST : FaultyProxy.Fault.NONE);
                sink.drain();
                assertThat(refused.get()).isGreaterThan(6);
            }
            assertThat(log.deadLetters).isEmpty();
        }
        assertThat(databend.query("SELECT id FROM t")).containsExactly(List.of("1"));
    }

    @Test
    void defect22RowsOfTwoTablesCommitTogetherOrNotAtAll(DatabendDatabase databend) {
        SinkHarness.Log log = new SinkHarness.Log();
        for (int i = 0; i < 4; i++) {
            log.add("t", null, null, null, Map.of("id", (long) i, "__table", i % 2 == 0 ? "even" : "odd"));
        }
        var config = SinkHarness.config(
                databend,
                "insert.mode",
                "insert",
                "pk.mode",
                "none",
                "table.name.format",
                "${source.table}",
                "max.retries",
                "0");
        FaultPoints between = (point, topic) -> {
            if (point == FaultPoints.Point.AFTER_LOAD) {
                throw new DatabendException(ErrorKind.UNANSWERED, 0, "died before COMMIT", null);
            }
        };
        SinkHarness dying = SinkHarness.start(log, config, between, new TopicPartition("t", 0));
        assertThatThrownBy(dying::drain).isInstanceOf(ConnectException.class);
        dying.close();
        assertThat(databend.query("SELECT (SELECT count(*) FROM even), (SELECT count(*) FROM odd)"))
                .containsExactly(List.of("0", "0"));
        try (SinkHarness sink = SinkHarness.start(log, config, "t")) {
            sink.drain();
        }
        assertThat(databend.query("SELECT (SELECT count(*) FROM even), (SELECT count(*) FROM odd)"))
                .containsExactly(List.of("2", "2"));
    }
}
