package io.bendsync.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.StackExtension;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Defects 1 to 11 of the sinks and drivers that were there before, those that lose or bend data: ours has none of them.
 * The others are in {@link PeerOperationDefectsIT}.
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
    void defect5ATombstoneFirstInAPollKillsNothing(DatabendDatabase databend) {
        SinkHarness.Log log = new SinkHarness.Log();
        Rows.delete(log, "t", 1);
        Rows.add(log, "t", 2, "b", 1L);
        try (SinkHarness sink = SinkHarness.start(log, SinkHarness.config(databend, "delete.enabled", "true"), "t")) {
            sink.drain();
        }
        assertThat(databend.query("SELECT id FROM t")).containsExactly(List.of("2"));
    }

    @Test
    void defect6AnEmptyTextAndABackslashNStayWhatTheyAre(DatabendDatabase databend) {
        SinkHarness.Log log = new SinkHarness.Log();
        addText(log, "empty", "");
        addText(log, "backslash", "\\N");
        log.add("t", TEXT_KEY, new Struct(TEXT_KEY).put("k", "null"), TEXT_ROW, new Struct(TEXT_ROW).put("k", "null"));
        try (SinkHarness sink = SinkHarness.start(log, SinkHarness.config(databend), "t")) {
            sink.drain();
        }
        assertThat(databend.query("SELECT k, v IS NULL, length(v) FROM t ORDER BY k"))
                .containsExactly(
                        List.of("backslash", "false", "2"),
                        List.of("empty", "false", "0"),
                        List.of("null", "true", "NULL"));
    }

    @Test
    void defect7BytesThatAreNoTextArriveAsTheyAre(DatabendDatabase databend) {
        Schema schema = SchemaBuilder.struct()
                .field("id", Schema.INT32_SCHEMA)
                .field("v", Schema.BYTES_SCHEMA)
                .build();
        byte[] every = new byte[256];
        for (int i = 0; i < every.length; i++) {
            every[i] = (byte) i;
        }
        SinkHarness.Log log = new SinkHarness.Log();
        log.add(
                "t",
                Rows.KEY,
                Rows.key(1),
                schema,
                new Struct(schema).put("id", 1).put("v", every));
        try (SinkHarness sink = SinkHarness.start(log, SinkHarness.config(databend), "t")) {
            sink.drain();
        }
        assertThat(databend.query("SELECT lower(to_hex(v)) FROM t"))
                .containsExactly(List.of(java.util.HexFormat.of().formatHex(every)));
    }

    @Test
    void defect8TextIsUtf8WhateverTheCharsetOfTheJvm(DatabendDatabase databend) throws Exception {
        ProcessBuilder posix = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dfile.encoding=US-ASCII",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                InPosixLocale.class.getName());
        posix.environment().put("LANG", "C");
        posix.environment().put("LC_ALL", "C");
        posix.environment().put("SINK_URL", databend.url());
        posix.environment().put("SINK_USER", databend.user());
        posix.environment().put("SINK_PASSWORD", databend.password());
        Process process = posix.inheritIO().start();
        assertThat(process.waitFor()).isZero();
        assertThat(databend.query("SELECT name FROM t")).containsExactly(List.of(InPosixLocale.TEXT));
    }

    /** The sink in a process whose charset knows nothing beyond ASCII. */
    static final class InPosixLocale {
        static final String TEXT = "gr\u00fc\u00df dich, \u4e16\u754c \ud83d\ude00";

        private InPosixLocale() {}

        public static void main(String[] arguments) {
            if (!java.nio.charset.Charset.defaultCharset().equals(StandardCharsets.US_ASCII)) {
                throw new IllegalStateException("the charset is not what it is to be");
            }
            SinkHarness.Log log = new SinkHarness.Log();
            Rows.add(log, "t", 1, TEXT, 1L);
            Map<String, String> config = Map.of(
                    "name", "posix",
                    "connection.url", System.getenv("SINK_URL"),
                    "connection.user", System.getenv("SINK_USER"),
                    "connection.password", System.getenv("SINK_PASSWORD"),
                    "auto.create", "true");
            try (SinkHarness sink = SinkHarness.start(log, config, "t")) {
                sink.drain();
            }
            System.exit(0);
        }
    }
}
