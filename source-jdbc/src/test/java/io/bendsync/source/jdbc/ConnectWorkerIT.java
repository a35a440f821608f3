package io.bendsync.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import io.bendsync.testkit.connect.ConnectWorker;
import io.bendsync.testkit.connect.KafkaNode;
import io.bendsync.testkit.connect.PackedPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The zip that users get, in the plugin path of two of Apache Kafka's own workers, on a real Kafka, with exactly-once
 * on.
 */
@ExtendWith(StackExtension.class)
class ConnectWorkerIT {
    private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");

    @TempDir
    private static Path folder;

    private static KafkaNode kafka;
    private static ConnectWorker one;
    private static ConnectWorker two;

    @BeforeAll
    static void startWorkers() throws IOException {
        Path plugins = new PackedPlugin("bendsync-source-jdbc").unzipInto(folder("plugins"));
        kafka = KafkaNode.start(folder("kafka"));
        one = new ConnectWorker(folder("one"), kafka, plugins);
        two = new ConnectWorker(folder("two"), kafka, plugins);
        one.launch();
        two.launch();
        one.await();
        two.await();
    }

    @AfterAll
    static void stopWorkers() {
        two.close();
        one.close();
        kafka.close();
    }

    @Test
    void everyRowIsInItsTopicOnceThoughEachWorkerIsKilled(MySqlDatabase mysql) {
        assertThat(one.get("/connector-plugins").body())
                .contains("\"class\":\"" + JdbcSourceConnector.class.getName() + "\"")
                .contains("\"version\":\"" + BuildVersion.get() + "\"");
        String columns = "(id INT AUTO_INCREMENT PRIMARY KEY,"
                + " tms TIMESTAMP(6) NOT NULL DEFAULT NOW(6) ON UPDATE NOW(6), KEY (tms, id))";
        List<String> tables = List.of("a", "b");
        tables.forEach(table -> mysql.execute("CREATE TABLE " + table + " " + columns));
        for (String mode : List.of("incrementing", "timestamp+incrementing")) {
            one.put(mode, config(mysql, mode));
        }
        int inserted = 0;
        for (ConnectWorker victim : List.of(one, two)) {
            inserted += insert(mysql, tables, 200);
            awaitSome(mysql, inserted - 100);
            victim.kill();
            inserted += insert(mysql, tables, 200);
            victim.launch();
            inserted += insert(mysql, tables, 200);
        }
        List<Integer> all = IntStream.rangeClosed(1, inserted).boxed().toList();
        for (String mode : List.of("incrementing", "timestamp+incrementing")) {
            for (String table : tables) {
                String topic = topic(mysql, mode) + table;
                await().atMost(Duration.ofMinutes(2)).until(() -> ids(topic).size() >= all.size());
                assertThat(ids(topic)).as(topic).containsExactlyElementsOf(all);
            }
        }
        one.await();
        for (String mode : List.of("incrementing", "timestamp+incrementing")) {
            one.send("DELETE", "/connectors/" + mode, "");
        }
    }

    @Test
    void firstLoadByTasksOfBothWorkersBringsEachRowOnceThoughOneIsKilled(MySqlDatabase mysql) {
        mysql.execute(
                "CREATE TABLE a (id INT AUTO_INCREMENT PRIMARY KEY,"
                        + " tms TIMESTAMP(6) NOT NULL DEFAULT NOW(6) ON UPDATE NOW(6))",
                "SET SESSION cte_max_recursion_depth = 20000",
                "INSERT INTO a (tms) WITH RECURSIVE s(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < 20000)"
                        + " SELECT '2020-01-01' FROM s");
        List<String> modes = List.of("incrementing", "timestamp");
        for (String mode : modes) {
            Map<String, String> config = config(mysql, mode);
            config.put("tasks.max", "4");
            config.put("first.load.chunk.rows", "1000");
            config.put("batch.max.rows", "100");
            one.put("load-" + mode, config);
        }
        String topic = topic(mysql, "timestamp") + "a";
        await().atMost(Duration.ofMinutes(2)).until(() -> ids(topic).size() > 3000);
        two.kill();
        mysql.execute("INSERT INTO a () VALUES ()", "INSERT INTO a () VALUES ()");
        two.launch();
        for (String mode : modes) {
            String all = topic(mysql, mode) + "a";
            await().atMost(Duration.ofMinutes(3)).until(() -> ids(all).size() >= 20_002);
            assertThat(ids(all)).as(mode).doesNotHaveDuplicates().hasSize(20_002);
        }
        two.await();
        modes.forEach(mode -> two.send("DELETE", "/connectors/load-" + mode, ""));
    }

    @Test
    void offsetsCanBeLookedAtChangedAndDeletedThroughTheRestInterface(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE a (id INT AUTO_INCREMENT PRIMARY KEY)", "INSERT INTO a VALUES (1), (2), (3), (4)");
        String topic = topic(mysql, "incrementing") + "a";
        two.put("offsets", config(mysql, "incrementing"));
        await().atMost(Duration.ofMinutes(1)).until(() -> ids(topic).size() == 4);
        stop();
        String partition = "{\"table\":\"" + mysql.name() + ".a\",\"protocol\":\"1\"}";
        assertThat(two.get("/connectors/offsets/offsets").body()).contains("\"incrementing\":4");
        assertThat(alter(partition, "{\"incrementing\":\"four\"}"))
                .contains("offset field incrementing must be a whole number");
        assertThat(alter(partition, "{\"increment\":4}")).contains("offset field increment is unknown");
        assertThat(alter(partition, "{\"incrementing\":2}")).contains("have been altered successfully");
        two.send("PUT", "/connectors/offsets/resume", "");
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(ids(topic)).containsExactly(1, 2, 3, 4, 3, 4));
        stop();
        assertThat(two.send("DELETE", "/connectors/offsets/offsets", "").body()).contains("reset successfully");
        two.send("PUT", "/connectors/offsets/resume", "");
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(ids(topic)).containsExactly(1, 2, 3, 4, 3, 4, 1, 2, 3, 4));
        two.send("DELETE", "/connectors/offsets", "");
    }

    @Test
    void rowsDeletedWhileBothWorkersAreDownGetTheirTombstones(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE a (id INT AUTO_INCREMENT PRIMARY KEY)");
        insert(mysql, List.of("a"), 250);
        String topic = topic(mysql, "incrementing") + "a";
        Map<String, String> config = config(mysql, "incrementing");
        config.put("delete.detection", "key-scan");
        config.put("delete.detection.interval.ms", "500");
        config.put("delete.detection.keys.per.offset", "100");
        two.put("deletes", config);
        awaitReplayed(mysql, topic);
        mysql.execute("DELETE FROM a WHERE id % 50 = 0");
        awaitReplayed(mysql, topic);
        for (ConnectWorker worker : List.of(one, two)) {
            worker.kill();
        }
        mysql.execute("DELETE FROM a WHERE id % 25 = 0", "INSERT INTO a VALUES (300), (301)");
        for (ConnectWorker worker : List.of(one, two)) {
            worker.launch();
        }
        awaitReplayed(mysql, topic);
        mysql.execute("DELETE FROM a WHERE id = 301");
        awaitReplayed(mysql, topic);
        one.await();
        two.await();
        two.send("DELETE", "/connectors/deletes", "");
    }

    /** Rows that came and tombstones that followed leave the keys that the table has. */
    private static void awaitReplayed(MySqlDatabase mysql, String topic) {
        await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> {
            Set<String> keys = new TreeSet<>();
            for (ConsumerRecord<String, String> record : kafka.records(topic)) {
                Matcher id = ID.matcher(record.key());
                assertThat(id.find()).as(record.key()).isTrue();
                if (record.value() == null) {
                    keys.remove(id.group(1));
                } else {
                    keys.add(id.group(1));
                }
            }
            assertThat(keys)
                    .containsExactlyInAnyOrderElementsOf(mysql.query("SELECT id FROM a").stream()
                            .map(row -> row.get(0))
                            .toList());
        });
    }

    private static void stop() {
        two.send("PUT", "/connectors/offsets/stop", "");
        await().atMost(Duration.ofMinutes(1))
                .until(() -> two.get("/connectors/offsets/status").body().contains("\"STOPPED\"")
                        && two.get("/connectors/offsets/status").body().contains("\"tasks\":[]"));
    }

    private static String alter(String partition, String offset) {
        return two.send(
                        "PATCH",
                        "/connectors/offsets/offsets",
                        "{\"offsets\":[{\"partition\":" + partition + ",\"offset\":" + offset + "}]}")
                .body();
    }

    private static Map<String, String> config(MySqlDatabase mysql, String mode) {
        return Settings.of(mysql, mode)
                .with("connector.class", JdbcSourceConnector.class.getName())
                .with("tasks.max", "2")
                .with("topic.prefix", topic(mysql, mode))
                .with("poll.interval.ms", "100")
                .with("exactly.once.support", "required")
                .map();
    }

    private static String topic(MySqlDatabase mysql, String mode) {
        return mysql.name() + "-" + mode.replace('+', '-') + "-";
    }

    private static int insert(MySqlDatabase mysql, List<String> tables, int rows) {
        for (int i = 0; i < rows; i++) {
            for (String table : tables) {
                mysql.execute("INSERT INTO " + table + " () VALUES ()");
            }
        }
        return rows;
    }

    private static void awaitSome(MySqlDatabase mysql, int rows) {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> ids(topic(mysql, "incrementing") + "a").size() >= rows);
    }

    private static List<Integer> ids(String topic) {
        return kafka.values(topic).stream()
                .map(ID::matcher)
                .filter(Matcher::find)
                .map(matcher -> Integer.parseInt(matcher.group(1)))
                .toList();
    }

    private static Path folder(String name) throws IOException {
        return Files.createDirectory(folder.resolve(name));
    }
}
