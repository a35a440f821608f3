package io.bendsync.distribution.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bendsync.converter.schemas.ProtobufConverter;
import io.bendsync.distribution.compose.SchemaRegistry;
import io.bendsync.distribution.examples.Example;
import io.bendsync.localstack.process.LoopbackPorts;
import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import io.bendsync.testkit.connect.ConnectWorker;
import io.bendsync.testkit.connect.KafkaNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** MySQL to Databend through a plain worker and a real schema registry, in each wire format, every type of MySQL's. */
@ExtendWith(StackExtension.class)
class FormatsIT {
    private static final Duration SOON = Duration.ofMinutes(2); // half a minute when the machine is idle
    private static final Path PLUGINS = Path.of("target/image/bendsync/plugins");

    private static final List<Column> COLUMNS = List.of(
            new Column("t", "TINYINT", "-128"),
            new Column("tu", "TINYINT UNSIGNED", "255"),
            new Column("s", "SMALLINT", "-32768"),
            new Column("su", "SMALLINT UNSIGNED", "65535"),
            new Column("m", "MEDIUMINT", "-8388608"),
            new Column("i", "INT", "-2147483648"),
            new Column("iu", "INT UNSIGNED", "4294967295"),
            new Column("b", "BIGINT", "-9223372036854775808"),
            new Column("bu", "BIGINT UNSIGNED", "18446744073709551615"),
            new Column("d", "DECIMAL(38,10)", "-1234567890123456789012345678.0123456789"),
            new Column("f", "FLOAT", "1.5e30"),
            new Column("g", "DOUBLE", "-2.2250738585072014e-308"),
            new Column("bit1", "BIT(1)", "b'1'"),
            new Column("bit9", "BIT(9)", "b'101010101'"),
            new Column("c", "CHAR(8)", "'größer'"),
            new Column("v", "VARCHAR(40)", "'it''s \\\\N, \"quoted\" 😀'"),
            new Column("tx", "TEXT", "''"),
            new Column("e", "ENUM('a','b,c')", "'b,c'"),
            new Column("st", "SET('x','y')", "'x,y'"),
            new Column("bi", "BINARY(4)", "x'00ff0a5c'"),
            new Column("vb", "VARBINARY(9)", "x'00'"),
            new Column("bl", "BLOB", "x'fffe00'"),
            new Column("da", "DATE", "'0001-01-01'"),
            new Column("y", "YEAR", "2155"),
            new Column("dt", "DATETIME(6)", "'9999-12-31 23:59:59.999999'"),
            new Column("dt0", "DATETIME", "'2024-02-29 23:59:59'"),
            new Column("ts", "TIMESTAMP(6) NULL", "'1970-01-02 00:00:00.000001'"),
            new Column("ti", "TIME(6)", "'-838:59:58.999999'"),
            new Column("j", "JSON", "'{\"k\": [1, null, \"ü\"]}'"),
            new Column("geo", "GEOMETRY", "ST_GeomFromText('POINT(1 2)')"),
            new Column("vec", "VECTOR(2)", "STRING_TO_VECTOR('[1,2.5]')"));

    /** A column with a value at the edge of its type, as SQL writes it. */
    private record Column(String name, String type, String value) {}

    private static SchemaRegistry registry;
    private static KafkaNode kafka;
    private static ConnectWorker worker;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        registry = SchemaRegistry.start(folder, LoopbackPorts.anyFree());
        kafka = KafkaNode.start(Files.createDirectory(folder.resolve("kafka")));
        worker = new ConnectWorker(Files.createDirectory(folder.resolve("worker")), kafka, PLUGINS).start();
    }

    @AfterAll
    static void stop() throws Exception {
        worker.close();
        kafka.close();
        registry.close();
    }

    @Test
    void everyTypeArrivesAlikeInEveryFormat(MySqlDatabase mysql, DatabendDatabase databend) throws Exception {
        createRows(mysql);
        Map<String, Map<String, String>> formats = Converters.withEveryType(registry);
        formats.forEach((format, converters) -> {
            worker.put(format + "-from-mysql", with(converters, polling(mysql, "types", format)));
            worker.put(format + "-to-databend", with(converters, sink(databend, format + "-types", format)));
        });
        formats.keySet().forEach(format -> awaitRows(databend, format, 2));
        List<List<String>> reference = rows(databend, "json");
        assertThat(reference.get(0)).contains("18446744073709551615", "-838:59:58.999999", "größer");
        for (String format : formats.keySet()) {
            assertThat(columns(databend, format)).as(format).isEqualTo(columns(databend, "json"));
            assertThat(rows(databend, format)).as(format).isEqualTo(reference);
        }
        assertThat(registry.get("/apis/registry/v2/search/artifacts?limit=100").body())
                .contains(
                        "avro-types-value",
                        "\"type\":\"AVRO\"",
                        "registryjson-types-value",
                        "protobuf-types-key",
                        "protobuf-types-value",
                        "jsonschema-types-value",
                        "\"type\":\"PROTOBUF\"");

        aSchemaThatTheRegistryRefusesIsToldInItsWords();
    }

    /** Read from the binlog, a row's schema has the columns' defaults, and a converter may put them where a NULL is. */
    @Test
    void anExplicitNullBesideADefaultStaysOneInEveryFormatButAvro(MySqlDatabase mysql, DatabendDatabase databend) {
        mysql.execute(
                "CREATE TABLE nulls (id INT PRIMARY KEY, n INT DEFAULT 7, s VARCHAR(20) DEFAULT 'none',"
                        + " d DECIMAL(10,2) DEFAULT 1.50, t DATETIME DEFAULT '2024-02-29 00:00:00')",
                "INSERT INTO nulls VALUES (1, NULL, NULL, NULL, NULL)",
                "INSERT INTO nulls (id) VALUES (2)");
        Map<String, Map<String, String>> formats = Converters.withNullsBesideDefaults(registry);
        formats.forEach((format, converters) -> {
            kafka.createTopic("history-" + format, 1);
            String topic = format + "." + mysql.name() + ".nulls";
            worker.put(format + "-from-mysql", with(converters, binlog(mysql, "nulls", format)));
            worker.put(format + "-to-databend", with(converters, sink(databend, topic, format)));
        });
        formats.keySet().forEach(format -> awaitRows(databend, format, 2));
        mysql.execute("INSERT INTO nulls VALUES (3, NULL, NULL, NULL, NULL)");
        formats.keySet().forEach(format -> awaitRows(databend, format, 3));

        List<String> defaults = List.of("7", "none", "1.50", "2024-02-29 00:00:00.000000");
        List<String> nulls = List.of("NULL", "NULL", "NULL", "NULL");
        for (String format : formats.keySet()) {
            List<String> nullsArriveAs = format.startsWith("avro") ? defaults : nulls;
            assertThat(databend.query("SELECT n, s, d, t FROM `" + format + "` ORDER BY id"))
                    .as(format)
                    .containsExactly(nullsArriveAs, defaults, nullsArriveAs);
        }
    }

    @Test
    void jsonWithoutSchemasBringsWhatJsonHas(MySqlDatabase mysql, DatabendDatabase databend) {
        mysql.execute(
                "CREATE TABLE plain (id INT PRIMARY KEY, b BIGINT, f DOUBLE, v VARCHAR(40), yes BOOLEAN)",
                "INSERT INTO plain VALUES (1, -9223372036854775808, 0.5, 'größer \\\"😀', TRUE), (2, NULL, NULL, NULL, NULL)");
        Converters.withoutSchemas().forEach((format, converters) -> {
            worker.put(format + "-from-mysql", with(converters, polling(mysql, "plain", format)));
            worker.put(format + "-to-databend", with(converters, sink(databend, format + "-plain", format)));
        });
        for (String format : Converters.withoutSchemas().keySet()) {
            awaitRows(databend, format, 2);
            assertThat(databend.query("SELECT id, b, f, v, yes FROM " + format + " ORDER BY id"))
                    .as(format)
                    .containsExactly(
                            List.of("1", "-9223372036854775808", "0.5", "größer \"😀", "1"),
                            List.of("2", "NULL", "NULL", "NULL", "NULL"));
        }
    }

    @Test
    void theAvroExampleRunsAsItIs(MySqlDatabase mysql, DatabendDatabase databend, @TempDir Path folder)
            throws Exception {
        mysql.execute(Example.shopTables(mysql.name()));
        Map<String, String> places = new LinkedHashMap<>();
        places.put("jdbc:mysql://localhost:3306/shop", mysql.url());
        places.put("shop.orders", mysql.name() + ".orders");
        places.put("\"reader\"", "\"%s\"");
        places.put("jdbc:databend://localhost:8000/default?presigned_url_disabled=true", databend.url());
        places.put("http://localhost:8080/apis/registry/v2", registry.url());
        Example avro = Example.copied("avro", folder, places);
        String source = avro.text("source.json").formatted(mysql.user(), mysql.password());
        assertThat(worker.send("PUT", "/connectors/shop-source/config", source).statusCode())
                .isEqualTo(201);
        assertThat(worker.send("PUT", "/connectors/shop-sink/config", avro.text("sink.json"))
                        .statusCode())
                .isEqualTo(201);
        awaitRows(databend, "orders_by_avro", 3);
        assertThat(databend.query("SELECT note FROM orders_by_avro ORDER BY id"))
                .containsExactly(List.of("one"), List.of("two"), List.of("three"));
    }

    /** What the tests of converter-schemas hold with a stand-in, with a real registry. */
    private static void aSchemaThatTheRegistryRefusesIsToldInItsWords() throws Exception {
        registry.put("/apis/ccompat/v7/config/protobuf-types-value", "{\"compatibility\": \"BACKWARD\"}");
        Schema other = SchemaBuilder.struct().field("v", Schema.INT32_SCHEMA).build();
        try (ProtobufConverter converter = new ProtobufConverter()) {
            converter.configure(Map.of("schema.registry.url", registry.confluentUrl()), false);
            assertThatThrownBy(() -> converter.fromConnectData("protobuf-types", other, new Struct(other).put("v", 1)))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("refuses the new schema of subject protobuf-types-value")
                    .hasMessageContaining("not backward compatible");
            assertThatThrownBy(() -> converter.toConnectData("protobuf-types", new byte[] {0, 0, 1, 0, 0, 0}))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("no schema with the id 65536");
        }
    }

    private static Map<String, String> polling(MySqlDatabase mysql, String table, String format) {
        Map<String, String> config = source(mysql, "io.bendsync.source.jdbc.JdbcSourceConnector", table);
        config.put("mode", "incrementing");
        config.put("incrementing.column.name", "id");
        config.put("topic.prefix", format + "-");
        config.put("poll.interval.ms", "500");
        return config;
    }

    private static Map<String, String> binlog(MySqlDatabase mysql, String table, String format) {
        Map<String, String> config = source(mysql, "io.bendsync.source.cdc.MySqlCdcSourceConnector", table);
        config.put("topic.prefix", format);
        config.put("schema.history.internal.kafka.bootstrap.servers", kafka.address());
        config.put("schema.history.internal.kafka.topic", "history-" + format);
        return config;
    }

    private static Map<String, String> source(MySqlDatabase mysql, String connector, String table) {
        return new HashMap<>(Map.of(
                "connector.class", connector,
                "connection.url", mysql.url(),
                "connection.user", mysql.user(),
                "connection.password", mysql.password(),
                "table.include.list", mysql.name() + "." + table));
    }

    private static Map<String, String> sink(DatabendDatabase databend, String topic, String table) {
        return Map.of(
                "connector.class",
                "io.bendsync.sink.DatabendSinkConnector",
                "connection.url",
                databend.url(),
                "connection.user",
                databend.user(),
                "connection.password",
                databend.password(),
                "topics",
                topic,
                "table.name.format",
                table,
                "auto.create",
                "true",
                "insert.mode",
                "upsert",
                "pk.mode",
                "record_key");
    }

    private static Map<String, String> with(Map<String, String> converters, Map<String, String> config) {
        Map<String, String> all = new HashMap<>(config);
        all.putAll(converters);
        return all;
    }

    private static void createRows(MySqlDatabase mysql) {
        String columns = COLUMNS.stream()
                .map(column -> "`" + column.name() + "` " + column.type())
                .collect(Collectors.joining(", "));
        String values = COLUMNS.stream().map(Column::value).collect(Collectors.joining(", "));
        mysql.execute(
                "CREATE TABLE types (id INT AUTO_INCREMENT PRIMARY KEY, " + columns + ")",
                "SET SESSION time_zone = '+00:00'",
                "INSERT INTO types VALUES (1, " + values + ")",
                "INSERT INTO types (id) VALUES (2)");
    }

    private static void awaitRows(DatabendDatabase databend, String table, int rows) {
        Awaitility.await(rows + " rows in " + table)
                .atMost(SOON)
                .failFast(() -> failures(table))
                .untilAsserted(() -> assertThat(databend.query("SHOW TABLES")).contains(List.of(table)));
        Awaitility.await(rows + " rows in " + table)
                .atMost(SOON)
                .failFast(() -> failures(table))
                .untilAsserted(() -> assertThat(databend.query("SELECT 1 FROM `" + table + "`"))
                        .hasSize(rows));
    }

    private static List<List<String>> columns(DatabendDatabase databend, String table) {
        return databend.query("SELECT name, data_type, is_nullable FROM system.columns WHERE database = '"
                + databend.name() + "' AND table = '" + table + "' ORDER BY name");
    }

    private static List<List<String>> rows(DatabendDatabase databend, String table) {
        String cells = COLUMNS.stream().map(column -> shown(column.name())).collect(Collectors.joining(", "));
        return databend.query("SELECT id, " + cells + " FROM " + table + " ORDER BY id");
    }

    private static String shown(String column) {
        return switch (column) {
            case "bi", "vb", "bl" -> "to_hex(`" + column + "`)";
            case "geo" -> "st_asewkt(`" + column + "`)";
            case "vec" -> "`vec`";
            default -> "to_string(`" + column + "`)";
        };
    }

    /** A failed task ends the wait with its own words. */
    private static void failures(String format) {
        for (String connector : List.of(format + "-from-mysql", format + "-to-databend")) {
            String status = worker.get("/connectors/" + connector + "/status").body();
            if (status.contains("\"FAILED\"")) {
                throw new AssertionError(status);
            }
        }
    }
}
