package io.bendsync.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bendsync.sink.FaultyProxy.Fault;
import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.StackExtension;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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

/** Bad rows are found and set aside, and nothing else; bad weather is waited out. */
@ExtendWith(StackExtension.class)
class ErrorsIT {
    private static final Schema JSON = SchemaBuilder.struct()
            .field("id", Schema.INT32_SCHEMA)
            .field(
                    "doc",
                    SchemaBuilder.string()
                            .name("io.debezium.data.Json")
                            .optional()
                            .build())
            .build();

    private static void addJson(SinkHarness.Log log, int id, String json) {
        log.add(
                "t",
                Rows.KEY,
                Rows.key(id),
                JSON,
                new Struct(JSON).put("id", id).put("doc", json));
    }

    @Test
    void rowsThatTheServerRefusesAreFoundByHalvingAndOnlyTheyAreSetAside(DatabendDatabase databend) {
        SinkHarness.Log log = new SinkHarness.Log();
        for (int id = 0; id < 40; id++) {
            addJson(log, id, id == 7 || id == 31 ? "{broken" : "{\"n\":" + id + "}");
        }
        try (SinkHarness sink = SinkHarness.start(log, SinkHarness.config(databend, "errors.tolerance", "all"), "t")) {
            sink.drain();
        }
        assertThat(databend.query("SELECT count(*), sum(doc['n']::INT) FROM t"))
                .containsExactly(List.of("38", "" + (780 - 7 - 31)));
        assertThat(log.deadLetters)
                .hasSize(2)
                .anySatisfy(letter -> assertThat(letter).startsWith("t@7: Record t-0 offset 7 cannot be written"))
                .anySatisfy(letter -> assertThat(letter).startsWith("t@31:"));
    }

    @Test
    void columnsThatTheTableTakesFromNoRowStopTheTaskInsteadOfBlamingEveryRow(DatabendDatabase databend) {
        databend.execute("CREATE TABLE t (id INT, name ARRAY(INT NULL) NULL, amount BIGINT)");
        SinkHarness.Log log = new SinkHarness.Log();
        for (int id = 0; id < 100; id++) {
            Rows.add(log, "t", id, "n", 1L);
        }
        AtomicInteger uploads = new AtomicInteger();
        try (FaultyProxy proxy = new FaultyProxy(databend.url()).weather(sql -> {
            uploads.addAndGet(sql.startsWith("/v1/upload") ? 1 : 0);
            return Fault.NONE;
        })) {
            SinkHarness sink = SinkHarness.start(
                    log, SinkHarness.config(databend, "errors.tolerance", "all", "connection.url", proxy.url()), "t");
            assertThatThrownBy(sink::drain)
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("not a row is to blame")
                    .hasMessageContaining(".t takes no file of these columns");
            sink.close();
        }
        assertThat(log.deadLetters).isEmpty();
        assertThat(uploads.get()).isLessThan(10);
    }

    @Test
    void anObjectWhoseValueNoColumnCouldKeepIsSetAsideByItself(DatabendDatabase databend) {
        SinkHarness.Log log = new SinkHarness.Log();
        Map<String, String> config =
                SinkHarness.config(databend, "errors.tolerance", "all", "insert.mode", "insert", "pk.mode", "none");
        log.add("t", null, null, null, Map.of("id", 0L, "v", 1L));
        try (SinkHarness sink = SinkHarness.start(log, config, "t")) {
            sink.drain();
            log.add("t", null, null, null, Map.of("id", 1L, "v", 2L));
            log.add("t", null, null, null, Map.of("id", 2L, "v", Map.of("a", 1L)));
            log.add("t", null, null, null, Map.of("id", 3L));
            sink.drain();
        }
        assertThat(databend.query("SELECT id FROM t ORDER BY id"))
                .containsExactly(List.of("0"), List.of("1"), List.of("3"));
        assertThat(log.deadLetters)
                .singleElement()
                .asString()
                .contains("offset 2 cannot be written: Column 'v' of table")
                .contains("BIGINT")
                .contains("VARIANT");
    }

    @Test
    void whereNothingIsToleratedTheSearchEndsWithTheFirstRow(DatabendDatabase databend) {
        SinkHarness.Log log = new SinkHarness.Log();
        for (int id = 0; id < 64; id++) {
            addJson(log, id, "{broken");
        }
        AtomicInteger transactions = new AtomicInteger();
        try (FaultyProxy proxy = new FaultyProxy(databend.url()).weather(sql -> {
            transactions.addAndGet(sql.equals("BEGIN") ? 1 : 0);
            return Fault.NONE;
        })) {
            SinkHarness sink = SinkHarness.start(log, SinkHarness.config(databend, "connection.url", proxy.url()), "t");
            assertThatThrownBy(sink::drain).isInstanceOf(ConnectException.class).hasMessageContaining("offset 0");
            sink.close();
        }
        assertThat(transactions.get()).isLessThan(20);
    }

    @Test
    void whatABadRowHadTakenThePlaceOfIsWrittenAfterAll(DatabendDatabase databend) {
        SinkHarness.Log log = new SinkHarness.Log();
        addJson(log, 1, "{\"v\":\"good\"}");
        addJson(log, 1, "{broken");
        try (SinkHarness sink = SinkHarness.start(log, SinkHarness.config(databend, "errors.tolerance", "all"), "t")) {
            sink.drain();
        }
        assertThat(databend.query("SELECT to_string(doc['v']) FROM t")).containsExactly(List.of("good"));
        assertThat(log.deadLetters).hasSize(1);
    }

    @Test
    void aBadRowStopsTheTaskWhereNothingIsTolerated(DatabendDatabase databend) {
        SinkHarness.Log log = new SinkHarness.Log();
        addJson(log, 0, "{\"n\":1}");
        addJson(log, 1, "{secret");
        SinkHarness sink = SinkHarness.start(log, SinkHarness.config(databend), "t");
        assertThatThrownBy(sink::drain)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("Record t-0 offset 1 cannot be written")
                .hasMessageContaining("errors.tolerance")
                .hasMessageNotContaining("secret");
        sink.close();
        assertThat(databend.query("SELECT count(*) FROM t")).containsExactly(List.of("0"));
    }

    @Test
    void recordsThatCannotBeDecodedAreSetAsideByThemselves(DatabendDatabase databend) {
        Schema utf = SchemaBuilder.struct()
                .field("id", Schema.INT32_SCHEMA)
                .field("name", Schema.OPTIONAL_STRING_SCHEMA)
                .field(
                        "at",
                        SchemaBuilder.int64()
                                .name("io.debezium.time.MicroTimestamp")
                                .optional()
                                .build())
                .build();
        SinkHarness.Log log = new SinkHarness.Log();
        log.add("t", Rows.KEY, Rows.key(0), utf, new Struct(utf).put("id", 0).put("name", "good"));
        log.add("t", Rows.KEY, Rows.key(1), utf, new Struct(utf).put("id", 1).put("name", "half \uD83D"));
        log.add("t", Rows.KEY, Rows.key(2), utf, new Struct(utf).put("id", 2).put("at", Long.MAX_VALUE));
        log.add("t", null, null, utf, new Struct(utf).put("id", 3));
        log.add("t", Rows.KEY, Rows.key(4), Schema.STRING_SCHEMA, "not a row");
        log.add("t", Rows.KEY, Rows.key(5), utf, new Struct(utf).put("id", 5).put("name", "good"));
        try (SinkHarness sink = SinkHarness.start(log, SinkHarness.config(databend, "errors.tolerance", "all"), "t")) {
            sink.drain();
        }
        assertThat(databend.query("SELECT id FROM t ORDER BY id")).containsExactly(List.of("0"), List.of("5"));
        assertThat(log.deadLetters)
                .hasSize(4)
                .anySatisfy(l -> assertThat(l).contains("offset 1").contains("'name' holds half a character"))
                .anySatisfy(l -> assertThat(l).contains("offset 2").contains("'at' is outside the years 0001 to 9999"))
                .anySatisfy(l -> assertThat(l).contains("offset 3").contains("has no key"))
                .anySatisfy(l -> assertThat(l).contains("offset 4").contains("check value.converter"));
    }

    @Test
    void anOutageIsWaitedOutAndSendsNothingToTheDeadLetters(DatabendDatabase databend) {
        try (FaultyProxy proxy = new FaultyProxy(databend.url())) {
            SinkHarness.Log log = new SinkHarness.Log();
            Map<String, String> config =
                    SinkHarness.config(databend, "connection.url", proxy.url(), "errors.tolerance", "all");
            try (SinkHarness sink = SinkHarness.start(log, config, "t")) {
                Rows.add(log, "t", 1, "a", 1L);
                sink.drain();
                AtomicInteger requests = new AtomicInteger();
                proxy.weather(sql -> requests.incrementAndGet() < 8
                        ? requests.get() % 2 == 0 ? Fault.UNAVAILABLE : Fault.LOSE_REQUEST
                        : Fault.NONE);
                Rows.add(log, "t", 2, "b", 1L);
                sink.drain();
            }
            assertThat(databend.query("SELECT id FROM t ORDER BY id")).containsExactly(List.of("1"), List.of("2"));
            assertThat(log.deadLetters).isEmpty();
        }
    }

    @Test
    void partitionsThatComeDuringAnOutageAreTakenOverWhenItEnds(DatabendDatabase databend) {
        try (FaultyProxy proxy = new FaultyProxy(databend.url())) {
            SinkHarness.Log log = new SinkHarness.Log();
            Map<String, String> config =
                    SinkHarness.config(databend, "connection.url", proxy.url(), "insert.mode", "insert");
            Rows.add(log, "t", 1, "a", 1L);
            try (SinkHarness before = SinkHarness.start(log, config, "t")) {
                before.drain();
            }
            log.committed.clear(); // only the ledger knows
            Rows.add(log, "t", 2, "b", 1L);
            TopicPartition partition = new TopicPartition("t", 0);
            try (SinkHarness sink = SinkHarness.start(log, config)) {
                proxy.weather(sql -> Fault.UNAVAILABLE);
                sink.open(partition);
                assertThat(sink.paused()).containsExactly(partition);
                sink.poll();
                sink.commit();
                assertThat(log.committed).isEmpty();
                proxy.weather(sql -> Fault.NONE);
                sink.drain();
                assertThat(sink.paused()).isEmpty();
            }
            assertThat(databend.query("SELECT id FROM t ORDER BY id")).containsExactly(List.of("1"), List.of("2"));
        }
    }

    @Test
    void anOutageLongerThanTheRetriesStopsTheTaskAndLosesNothing(DatabendDatabase databend) {
        try (FaultyProxy proxy = new FaultyProxy(databend.url())) {
            SinkHarness.Log log = new SinkHarness.Log();
            Rows.add(log, "t", 1, "a", 1L);
            Map<String, String> config = SinkHarness.config(
                    databend,
                    "connection.url",
                    proxy.url(),
                    "errors.tolerance",
                    "all",
                    "max.retries",
                    "2",
                    "retry.backoff.ms",
                    "1");
            SinkHarness sink = SinkHarness.start(log, config, "t");
            proxy.weather(sql -> Fault.UNAVAILABLE);
            assertThatThrownBy(sink::drain)
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("gave up after 2 retries (max.retries)")
                    .hasMessageContaining("HTTP 503");
            sink.close();
            assertThat(log.deadLetters).isEmpty();
            proxy.weather(sql -> Fault.NONE);
            try (SinkHarness next = SinkHarness.start(log, config, "t")) {
                next.drain();
            }
            assertThat(databend.query("SELECT id FROM t")).containsExactly(List.of("1"));
        }
    }

    @Test
    void aBlobOf64MebibytesArrivesAsItIs(DatabendDatabase databend) {
        Schema schema = SchemaBuilder.struct()
                .field("id", Schema.INT32_SCHEMA)
                .field("data", Schema.BYTES_SCHEMA)
                .build();
        byte[] blob = new byte[64 << 20];
        new java.util.Random(7).nextBytes(blob);
        SinkHarness.Log log = new SinkHarness.Log();
        log.add(
                "t",
                Rows.KEY,
                Rows.key(1),
                schema,
                new Struct(schema).put("id", 1).put("data", blob));
        log.add(
                "t",
                Rows.KEY,
                Rows.key(2),
                schema,
                new Struct(schema).put("id", 2).put("data", new byte[] {0}));
        try (SinkHarness sink = SinkHarness.start(log, SinkHarness.config(databend), "t")) {
            sink.drain();
        }
        assertThat(databend.query("SELECT id, length(data), md5(lower(to_hex(data))) FROM t ORDER BY id"))
                .containsExactly(
                        List.of("1", Integer.toString(blob.length), md5(blob)), List.of("2", "1", md5(new byte[] {0})));
    }

    private static String md5(byte[] bytes) {
        try {
            byte[] hex = HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.US_ASCII);
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(hex));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void stagedFilesAreRemovedAfterTheCommitAndWhatACrashLeftIsSwept(DatabendDatabase databend) {
        SinkHarness.Log log = new SinkHarness.Log();
        String topic = "sweep_" + databend.name();
        java.util.concurrent.CountDownLatch died = new java.util.concurrent.CountDownLatch(1);
        Map<String, String> config = SinkHarness.config(databend);
        Rows.add(log, topic, 1, "a", 1L);
        SinkHarness.start(
                        log,
                        config,
                        (point, t) -> {
                            if (point == io.bendsync.sink.commit.FaultPoints.Point.AFTER_UPLOAD) {
                                died.countDown();
                                hangForEver();
                            }
                        },
                        new TopicPartition(topic, 0))
                .poll();
        org.awaitility.Awaitility.await().until(() -> died.getCount() == 0);
        assertThat(files(databend, topic)).isEqualTo(1);
        try (SinkHarness sink = SinkHarness.start(log, config, topic)) {
            sink.drain();
            org.awaitility.Awaitility.await().until(() -> files(databend, topic) == 0);
        }
    }

    @Test
    void aStagedFileThatIsGoneIsStagedAgain(DatabendDatabase databend) {
        java.util.concurrent.atomic.AtomicBoolean removed = new java.util.concurrent.atomic.AtomicBoolean();
        SinkHarness.Log log = new SinkHarness.Log();
        String topic = "gone_" + databend.name();
        Rows.add(log, topic, 1, "a", 1L);
        try (SinkHarness sink = SinkHarness.start(
                log,
                SinkHarness.config(databend),
                (point, t) -> {
                    if (point == io.bendsync.sink.commit.FaultPoints.Point.AFTER_LEDGER && !removed.getAndSet(true)) {
                        databend.execute("REMOVE @~/bendsync/sink/" + topic + "/");
                    }
                },
                new TopicPartition(topic, 0))) {
            sink.drain();
        }
        assertThat(databend.query("SELECT count(*) FROM " + topic)).containsExactly(List.of("1"));
    }

    private static void hangForEver() {
        while (true) {
            java.util.concurrent.locks.LockSupport.park();
        }
    }

    private static long files(DatabendDatabase databend, String topic) {
        return databend.query("LIST @~").stream()
                .filter(row -> row.get(0).contains(topic))
                .count();
    }
}
