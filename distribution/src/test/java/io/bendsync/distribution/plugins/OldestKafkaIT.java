package io.bendsync.distribution.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bendsync.distribution.compose.SchemaRegistry;
import io.bendsync.distribution.examples.Example;
import io.bendsync.localstack.process.LoopbackPorts;
import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import io.bendsync.testkit.connect.ConnectWorker;
import io.bendsync.testkit.connect.KafkaNode;
import io.bendsync.testkit.connect.PackedPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The zips that users unpack into another Connect cluster, all on one plugin path, in the oldest Kafka Connect that they are
 * promised for and in the newest, with the newest broker: the example's connectors in JSON, and the binlog with a masked
 * column in the formats of a registry.
 */
@ExtendWith(StackExtension.class)
class OldestKafkaIT {
    private static final Duration SOON = Duration.ofMinutes(2); // half a minute when the machine is idle
    private static final String REGISTRY_JSON = "io.apicurio.registry.utils.converter.ExtJsonConverter";
    private static final String PROTOBUF = "io.bendsync.converter.schemas.ProtobufConverter";
    private static final String COMPACT = "io.bendsync.converter.compact.CompactConverter";
    private static final String AVRO = "io.apicurio.registry.utils.converter.AvroConverter";
    private static final Path EXAMPLE = Path.of("../examples/another-connect-cluster");

    /** The dashboard is on the plugin path only: its REST interface is that of Kafka 4, and it must not be in the way. */
    private static final List<String> PLUGINS = List.of(
            "source-jdbc",
            "source-cdc",
            "sink-databend",
            "converter-json",
            "converter-compact",
            "converter-registry",
            "converter-schemas",
            "transforms",
            "dashboard");

    /** With nothing but its own libraries on the class path. */
    private enum Release {
        OLDEST,
        NEWEST
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void aRowGoesThroughEachPlugin(
            Release release, MySqlDatabase mysql, DatabendDatabase databend, @TempDir Path folder) throws Exception {
        mysql.execute(Example.shopTables(mysql.name()));
        try (SchemaRegistry registry = SchemaRegistry.start(folder, LoopbackPorts.anyFree());
                KafkaNode kafka = KafkaNode.start(Files.createDirectory(folder.resolve("kafka")));
                ConnectWorker worker = worker(release, folder, kafka)) {
            worker.start();
            String plugins =
                    worker.get("/connector-plugins?connectorsOnly=false").body();
            assertThat(plugins)
                    .contains(
                            "io.bendsync.source.jdbc.JdbcSourceConnector",
                            "io.bendsync.source.cdc.MySqlCdcSourceConnector",
                            "io.bendsync.sink.DatabendSinkConnector",
                            "io.bendsync.converter.json.FastJsonConverter",
                            COMPACT,
                            "io.bendsync.transforms.TableRule",
                            REGISTRY_JSON,
                            AVRO,
                            PROTOBUF,
                            "io.bendsync.converter.schemas.JsonSchemaConverter");
            // No plugin of ours puts a converter of its own in the place of the worker's.
            assertThat(plugins.split("\"org.apache.kafka.connect.json.JsonConverter\"", -1))
                    .as(plugins)
                    .hasSize(3); // before it, between its two lines as key and value converter, after it

            worker.put("poll", withProtobufKeys(example("source.json", mysql, databend), registry));
            worker.put("write", withProtobufKeys(example("sink.json", mysql, databend), registry));
            awaitRow(worker, databend, "orders_elsewhere", "one", "555-1");

            worker.put("poll-compact", compact(example("source.json", mysql, databend), "topic.prefix", "compact."));
            Map<String, String> sink = compact(example("sink.json", mysql, databend), "topics", "compact.orders");
            sink.put("table.name.format", "orders_compact");
            worker.put("write-compact", sink);
            awaitRow(worker, databend, "orders_compact", "one", "555-1");

            kafka.createTopic("history", 1);
            worker.put("binlog", binlog(mysql, kafka, registry));
            sink = example("sink.json", mysql, databend);
            sink.put("topics", "cdc." + mysql.name() + ".orders");
            sink.put("table.name.format", "orders_by_binlog");
            sink.putAll(withRegistry(registry));
            worker.put("write-binlog", sink);
            awaitRow(worker, databend, "orders_by_binlog", "one", "***");
            mysql.execute("UPDATE orders SET note = 'changed' WHERE id = 1");
            awaitRow(worker, databend, "orders_by_binlog", "changed", "***");
        }
    }

    private static ConnectWorker worker(Release release, Path folder, KafkaNode kafka) throws IOException {
        Path plugins = Files.createDirectory(folder.resolve("plugins"));
        for (String module : PLUGINS) {
            PackedPlugin.of(Path.of("..", module, "target"), "bendsync-" + module)
                    .unzipInto(plugins);
        }
        ConnectWorker worker = new ConnectWorker(Files.createDirectory(folder.resolve("worker")), kafka, plugins);
        return release == Release.OLDEST ? worker.from(Path.of("../kafka-oldest/target/lib")) : worker;
    }

    private static Map<String, String> binlog(MySqlDatabase mysql, KafkaNode kafka, SchemaRegistry registry) {
        Map<String, String> config = new HashMap<>(Map.ofEntries(
                Map.entry("connector.class", "io.bendsync.source.cdc.MySqlCdcSourceConnector"),
                Map.entry("connection.url", mysql.url()),
                Map.entry("connection.user", mysql.user()),
                Map.entry("connection.password", mysql.password()),
                Map.entry("table.include.list", mysql.name() + ".orders"),
                Map.entry("topic.prefix", "cdc"),
                Map.entry("schema.history.internal.kafka.bootstrap.servers", kafka.address()),
                Map.entry("schema.history.internal.kafka.topic", "history"),
                Map.entry("transforms", "hide"),
                Map.entry("transforms.hide.type", "io.bendsync.transforms.TableRule"),
                Map.entry("transforms.hide.tables", mysql.name() + "\\.orders"),
                Map.entry("transforms.hide.mask", "phone")));
        config.putAll(withRegistry(registry));
        return config;
    }

    /** The values stay as the example has them. */
    private static Map<String, String> withProtobufKeys(Map<String, String> config, SchemaRegistry registry) {
        config.put("key.converter", PROTOBUF);
        config.put("key.converter.schema.registry.url", registry.confluentUrl());
        return config;
    }

    private static Map<String, String> compact(Map<String, String> config, String key, String value) {
        config.put("key.converter", COMPACT);
        config.put("value.converter", COMPACT);
        config.put(key, value);
        return config;
    }

    private static Map<String, String> withRegistry(SchemaRegistry registry) {
        Map<String, String> config = new HashMap<>();
        for (String side : List.of("key", "value")) {
            config.put(side + ".converter", side.equals("key") ? REGISTRY_JSON : AVRO);
            config.put(side + ".converter.apicurio.registry.url", registry.url());
            config.put(side + ".converter.apicurio.registry.auto-register", "true");
        }
        return config;
    }

    /** The example's file with this stack's addresses. */
    private static Map<String, String> example(String file, MySqlDatabase mysql, DatabendDatabase databend)
            throws IOException {
        Map<String, String> config = new ObjectMapper()
                .readValue(Files.readString(EXAMPLE.resolve(file)), new TypeReference<HashMap<String, String>>() {});
        boolean source = config.containsKey("mode");
        config.put("connection.url", source ? mysql.url() : databend.url());
        config.put("connection.user", source ? mysql.user() : databend.user());
        config.put("connection.password", source ? mysql.password() : databend.password());
        config.computeIfPresent("table.include.list", (key, tables) -> tables.replace("shop.", mysql.name() + "."));
        return config;
    }

    private static void awaitRow(
            ConnectWorker worker, DatabendDatabase databend, String table, String note, String phone) {
        Awaitility.await(table)
                .atMost(SOON)
                .failFast(() -> {
                    for (String connector :
                            List.of("poll", "write", "poll-compact", "write-compact", "binlog", "write-binlog")) {
                        String status = worker.get("/connectors/" + connector + "/status")
                                .body();
                        if (status.contains("\"FAILED\"")) {
                            throw new AssertionError(status + worker.output());
                        }
                    }
                })
                .untilAsserted(() -> assertThat(
                                databend.query("SHOW TABLES").contains(List.of(table))
                                        ? databend.query("SELECT note, phone FROM " + table + " WHERE id = 1")
                                        : List.of())
                        .containsExactly(List.of(note, phone)));
    }
}
