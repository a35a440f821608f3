package io.bendsync.source.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import io.bendsync.testkit.connect.ConnectWorker;
import io.bendsync.testkit.connect.KafkaNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The packed plugin in Apache Kafka's own worker, on a real Kafka, with exactly-once on. */
@ExtendWith(StackExtension.class)
class ConnectWorkerIT {

    private static final Pattern AFTER_ID = Pattern.compile("\"after\":\\{\"id\":(\\d+)");

    /** Rows that the first load has not brought yet when the worker is killed for the first time. */
    private static final int BIG = 60_000;

    /** Rows of a thousand characters in one transaction: 100 MB; a million, by the property, are 1 GB. */
    private static final int HUGE = Integer.getInteger("bendsync.transaction.rows", 100_000);

    /** What the worker has for them, and all else. */
    private static final int HEAP_MB = 256;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Must not be seen in any log. */
    private static final String PASSWORD = "canary-4711";

    @TempDir
    private Path folder;

    @Test
    void killedWorkerGoesOnAndEveryChangeIsInTheTopicOnce(MySqlDatabase mysql) throws Exception {
        String user = "cdc_" + mysql.name();
        mysql.execute(
                "CREATE USER " + user + " IDENTIFIED BY '" + PASSWORD + "'",
                "GRANT REPLICATION SLAVE, REPLICATION CLIENT, LOCK TABLES, SELECT ON *.* TO " + user,
                "CREATE TABLE t (id INT PRIMARY KEY, note VARCHAR(10))",
                "INSERT INTO t VALUES (0, 'a')",
                "SET SESSION cte_max_recursion_depth = 1000000",
                "CREATE TABLE big (id INT PRIMARY KEY, note VARCHAR(100))",
                "INSERT INTO big WITH RECURSIVE s AS (SELECT 1 n UNION ALL SELECT n + 1 FROM s WHERE n < " + BIG
                        + ") SELECT n, REPEAT('x', 100) FROM s");
        String topic = "it." + mysql.name() + ".t";
        try (KafkaNode kafka = KafkaNode.start(Files.createDirectory(folder.resolve("kafka")));
                ConnectWorker worker =
                        new ConnectWorker(folder, kafka, plugin()).heap(HEAP_MB).start()) {
            assertThat(worker.get("/connector-plugins").body())
                    .contains("\"io.bendsync.source.cdc.MySqlCdcSourceConnector\"")
                    .contains("+debezium.3.6.1.Final");

            worker.put("cdc", config(mysql, kafka));
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> !ids(kafka, "it." + mysql.name() + ".big").isEmpty());
            worker.kill();
            worker.start();
            await().atMost(Duration.ofMinutes(2)).until(() -> ids(kafka, topic).size() == 1);
            mysql.execute("INSERT INTO t VALUES (1, 'b')", "ALTER TABLE t ADD COLUMN price INT");
            // A transaction that the kill left open holds the offsets up until Kafka ends it, after a minute.
            await().atMost(Duration.ofMinutes(3)).until(() -> ids(kafka, topic).size() == 2);
            mysql.execute(IntStream.range(2, 200)
                    .mapToObj(id -> "INSERT INTO t VALUES (" + id + ", 'c', 5)")
                    .toArray(String[]::new));
            worker.kill();
            mysql.execute("INSERT INTO t VALUES (200, 'd', 6)", "ALTER TABLE t DROP COLUMN note");
            worker.start();
            mysql.execute("INSERT INTO t VALUES (201, 7)");

            await().atMost(Duration.ofMinutes(3)).until(() -> ids(kafka, topic).contains(201));
            assertThat(ids(kafka, topic))
                    .containsExactlyElementsOf(IntStream.range(0, 202).boxed().toList());
            assertThat(ids(kafka, "it." + mysql.name() + ".big")).hasSize(BIG).doesNotHaveDuplicates();
            assertThat(kafka.values("it.schema-history")).anyMatch(record -> record.contains("DROP COLUMN note"));
            assertThat(kafka.values("it")).anyMatch(record -> record.contains("ADD COLUMN price"));
            mysql.execute(
                    "SET SESSION cte_max_recursion_depth = 100000000",
                    "CREATE TABLE huge (id INT PRIMARY KEY, note VARCHAR(1000))",
                    "INSERT INTO huge WITH RECURSIVE s AS (SELECT 1 n UNION ALL SELECT n + 1 FROM s WHERE n < " + HUGE
                            + ") SELECT n, REPEAT('x', 1000) FROM s");
            assertThat(distinctIds(kafka, "it." + mysql.name() + ".huge")).isEqualTo(HUGE);
            assertThat(worker.output())
                    .contains("Reading the binlog of")
                    .doesNotContain(PASSWORD, "Failed to discover");
        }
    }

    /** Counts as it reads, since the rows may be more than fits here; fails if one comes twice, or none for long. */
    private static int distinctIds(KafkaNode kafka, String topic) {
        BitSet ids = new BitSet();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", kafka.address(),
                        "isolation.level", "read_committed",
                        "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            long heard = System.nanoTime();
            while (ids.cardinality() < HUGE && System.nanoTime() - heard < PATIENCE.toNanos()) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                    heard = System.nanoTime();
                    Matcher id = AFTER_ID.matcher(record.value());
                    assertThat(id.find()).isTrue();
                    assertThat(ids.get(Integer.parseInt(id.group(1)))).isFalse();
                    ids.set(Integer.parseInt(id.group(1)));
                }
            }
        }
        return ids.cardinality();
    }

    private static Map<String, String> config(MySqlDatabase mysql, KafkaNode kafka) {
        Map<String, String> config = new HashMap<>();
        config.put("connector.class", MySqlCdcSourceConnector.class.getName());
        config.put("connection.url", mysql.url().replaceFirst("\\?.*", ""));
        config.put("connection.user", "cdc_" + mysql.name());
        config.put("connection.password", PASSWORD);
        config.put("topic.prefix", "it");
        config.put("first.load.chunk.rows", "5000");
        config.put("exactly.once.support", "required");
        config.put("schema.history.internal.kafka.bootstrap.servers", kafka.address());
        return config;
    }

    /** The plugin's own folder, where Connect takes lib/ for the plugin: beside it are other folders of the build. */
    private static Path plugin() {
        return Path.of("target", "bendsync-source-cdc-" + Version.ofThisBuild().bendsync());
    }

    private static List<Integer> ids(KafkaNode kafka, String topic) {
        return kafka.values(topic).stream()
                .map(AFTER_ID::matcher)
                .filter(Matcher::find)
                .map(matcher -> Integer.parseInt(matcher.group(1)))
                .toList();
    }
}
