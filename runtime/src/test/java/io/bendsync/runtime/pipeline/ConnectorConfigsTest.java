package io.bendsync.runtime.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConnectorConfigsTest {
    private static final Endpoint MYSQL = new Endpoint("jdbc:mysql://localhost:3306/shop", "reader", "canary-1");
    private static final Endpoint DATABEND = new Endpoint("jdbc:databend://localhost:8000/shop", "writer", "canary-2");

    @Test
    void namedTablesBecomeAWhitelistAndTheirTopics() {
        ConnectorConfigs configs = configs(List.of("shop.orders", "shop.items"), Map.of());

        assertThat(configs.source("kafka:9092"))
                .containsEntry("table.whitelist", "shop.orders,shop.items")
                .containsEntry("incrementing.column.name", "id")
                .containsEntry("timestamp.column.name", "updated_at");
        assertThat(configs.target()).containsEntry("topics", "orders,items").doesNotContainKey("topics.regex");
    }

    @Test
    void globsBecomePatternsOnBothSides() {
        ConnectorConfigs configs = configs(List.of("shop.orders", "shop.item_*"), Map.of());

        assertThat(configs.source("kafka:9092"))
                .containsEntry("table.include.list", "shop\\.orders,shop\\.item_.*")
                .containsEntry("incrementing.column.mapping", ".*:id")
                .containsEntry("timestamp.columns.mapping", ".*:[updated_at]")
                .doesNotContainKey("table.whitelist");
        assertThat(configs.target())
                .containsEntry("topics.regex", "shop\\.shop\\.orders|shop\\.shop\\.item_[^.]*")
                .containsEntry("table.name.format", "${source.table}")
                .doesNotContainKey("topics");
    }

    @Test
    void aGlobsTopicsTellThePipelineSoThatNoOtherTopicIsRead() {
        ConnectorConfigs configs = configs(List.of("shop.*", "b_*.orders", "shop.a.b"), Map.of());

        assertThat(configs.source("kafka:9092"))
                .containsEntry("topic.prefix", "shop.")
                .containsEntry("topic.naming", "${db}.${table}");
        assertThat(configs.once("shop.orders", "id = 1"))
                .containsEntry("topic.prefix", "shop.")
                .containsEntry("topic.naming", "${db}.${table}");
        assertThat(List.of("shop.shop.orders", "shop.b_1.orders", "shop.shop.a.b"))
                .allMatch(configs::isTopic);
        assertThat(List.of(
                        "bendsync-configs",
                        "bendsync-offsets",
                        "bendsync-status",
                        "bendsync-shop-configs",
                        "__consumer_offsets",
                        "orders",
                        "shop.orders",
                        "shop.schema-history",
                        "other.shop.orders",
                        "shop.shop.x.y"))
                .noneMatch(configs::isTopic);
        assertThat(configs.topicOf("b_1.orders")).isEqualTo("shop.b_1.orders");
        assertThat(configs.tableOf("shop.b_1.orders")).isEqualTo("b_1.orders");
        assertThat(configs.target()).containsEntry("topics.to.tables.mapping", "shop.shop.a.b:shop.a.b");
    }

    @Test
    void theDeadLettersAreNoTable() {
        for (Capture capture : Capture.values()) {
            ConnectorConfigs configs =
                    configs(capture, List.of("shop.*"), Map.of("errors.deadletterqueue.topic.name", "shop.shop.dead"));

            assertThat(configs.isTopic("shop.shop.dead")).isFalse();
            assertThat(configs.isTopic("shop.shop.dead2")).isTrue();
        }
    }

    @Test
    void aFormatOfTheUsersForTablesMeansTheTablesName() {
        assertThat(configs(List.of("shop.*"), Map.of("table.name.format", "lake.raw_${topic}"))
                        .target())
                .containsEntry("table.name.format", "lake.raw_${source.table}");
        assertThat(configs(List.of("shop.orders"), Map.of("table.name.format", "lake.raw_${topic}"))
                        .target())
                .containsEntry("table.name.format", "lake.raw_${topic}");
    }

    @Test
    void theSinkDoesNotReadWhatStoresTheBinlogsPosition() {
        ConnectorConfigs configs = configs(List.of("shop.*"), Map.of("delete.detection", "binlog"));

        assertThat(configs.source("kafka:9092")).containsEntry("delete.detection", "binlog");
        String topics = configs.target().get("topics.regex");
        assertThat("shop.shop.orders").matches(topics);
        assertThat("__bendsync-deletes").doesNotMatch(topics);
    }

    @Test
    void theBinlogsTopicsCarryPrefixAndDatabaseAndItsDeletesAreApplied() {
        ConnectorConfigs configs = configs(Capture.BINLOG, List.of("shop.orders", "shop.item_*"), Map.of());

        assertThat(configs.source("kafka:9092"))
                .containsEntry("connector.class", "io.bendsync.source.cdc.MySqlCdcSourceConnector")
                .containsEntry("topic.prefix", "shop")
                .containsEntry("ddl.rename", "rename")
                .containsEntry("after.state.only", "true")
                .containsEntry("schema.history.internal.kafka.bootstrap.servers", "kafka:9092")
                .doesNotContainKey("mode");
        String topics = configs.target().get("topics.regex");
        assertThat("shop.shop.orders").matches(topics);
        assertThat("shop.shop.item_1").matches(topics);
        assertThat(configs(Capture.BINLOG, List.of("shop.odd \"name"), Map.of())
                        .target()
                        .get("topics.regex"))
                .isEqualTo("shop\\.shop\\.odd__name");
        assertThat("shop").doesNotMatch(topics);
        assertThat("shop.shop.orders2").doesNotMatch(topics);
        assertThat(configs.target()).containsEntry("delete.enabled", "true");
    }

    @Test
    void rowsOfABinlogPipelineAreReadOnceFromTheServerThatItsSourceKnows() {
        Map<String, String> properties = Map.of(
                "connection.ssl.mode", "verify_identity",
                "connection.ssl.truststore", "ca.p12",
                "connection.ssl.truststore.password", "canary-3",
                "connection.attempts", "-1",
                "snapshot.fetch.size", "10");

        Map<String, String> once =
                configs(Capture.BINLOG, List.of("shop.orders"), properties).once("shop.orders", "id = 1");

        assertThat(once)
                .containsEntry("connection.ssl.mode", "verify_identity")
                .containsEntry("connection.ssl.truststore", "ca.p12")
                .containsKey("connection.ssl.truststore.password")
                .doesNotContainValue("canary-3")
                .doesNotContainKeys("connection.attempts", "snapshot.fetch.size");
    }

    @Test
    void rowsStayEventsWhereATransformMaySendThemToAnotherTopic() {
        ConnectorConfigs routed = configs(Capture.BINLOG, List.of("shop.orders"), Map.of("transforms", "route"));

        assertThat(routed.source("kafka:9092")).containsEntry("after.state.only", "false");
    }

    @Test
    void passwordsAreReferencesEvenAmongRawProperties() {
        ConnectorConfigs configs = configs(
                List.of("shop.orders"), Map.of("connection.trustCertificateKeyStorePassword", "canary-3", "x", "y"));

        assertThat(configs.source("kafka:9092").toString() + configs.target())
                .doesNotContain("canary")
                .contains("${bendsync:shop-source.connection.password}");
        assertThat(configs.source("kafka:9092")).containsEntry("x", "y");
    }

    @Test
    void whateverMayHoldASecretIsAReference() {
        Map<String, String> properties = Map.of(
                "value.converter.basic.auth.user.info", "reader:canary-3",
                "value.converter.schema.registry.url", "http://reader:canary-4@registry:8081",
                "header.api.key", "canary-5",
                "driver.credentials", "canary-6",
                "sasl.jaas.config", "canary-7",
                "plain", "http://registry:8081/a@b",
                "taken", "canary-8");
        ConnectorConfigs configs = new ConnectorConfigs(
                pipeline(Capture.POLLING, List.of("shop.orders"), List.of(), properties, Set.of("taken")));

        assertThat(configs.source("kafka:9092").toString() + configs.target())
                .doesNotContain("canary")
                .contains("${bendsync:shop-source.taken}");
        assertThat(configs.source("kafka:9092")).containsEntry("plain", "http://registry:8081/a@b");
        assertThat(pipeline(Capture.POLLING, List.of("shop.orders"), List.of(), properties, Set.of("taken"))
                        .secrets())
                .contains("canary-1", "canary-2", "reader:canary-3", "canary-8")
                .hasSize(8);
    }

    @Test
    void aConnectorsKeyLeadsBackToTheFilesSetting() {
        ConnectorConfigs configs = configs(List.of("shop.orders"), Map.of("batch.max.rows", "1"));

        assertThat(configs.sourceComplaint("connection.password", "connection.password does not fit connection.user"))
                .isEqualTo("shop.yaml:5:3: source.password does not fit source.user");
        assertThat(configs.sourceComplaint("batch.max.rows", "too small"))
                .isEqualTo("shop.yaml: source.properties.batch.max.rows: too small");
        assertThat(configs.targetComplaint("connection.url", "no server at connection.url"))
                .isEqualTo("shop.yaml: target.url: no server at target.url");
    }

    @Test
    void aTableWithSettingsOfItsOwnBecomesATransformOfTheSource() {
        TableRule customers = rule("source.tables[1]", List.of("shop.customers"), "clients", "");
        TableRule all = rule("source.tables[2]", List.of("shop.*"), "", "");
        ConnectorConfigs configs = configs(
                Capture.BINLOG,
                List.of("shop.customers", "shop.*"),
                List.of(customers, all),
                Map.of("transforms", "mine"));

        assertThat(configs.source("kafka:9092"))
                .containsEntry("transforms", "rule1,rule2,mine")
                .containsEntry("transforms.rule1.type", "io.bendsync.transforms.TableRule")
                .containsEntry("transforms.rule1.tables", "(shop\\.customers)")
                .containsEntry("transforms.rule1.mask", "phone")
                .containsEntry("transforms.rule1.hash.secret", "${bendsync:shop-source.hash.secret}")
                .containsEntry("transforms.rule2.tables", "(?!(shop\\.customers)$)(shop\\..*)")
                .containsEntry(
                        "message.key.columns", "(shop\\.customers):no;" + "(?!(shop\\.customers)$)(shop\\..*):no")
                .containsEntry("tombstones.on.delete", "false");
        assertThat(configs.target())
                .containsEntry("topics.to.tables.mapping", "shop.shop.customers:clients")
                .containsEntry("topics.regex", "shop\\.shop\\.customers|shop\\.shop\\..*");
    }

    @Test
    void aTableWithADotInItsNameBesideMergedOnesKeepsItsName() {
        TableRule orders = rule("source.tables[1]", List.of("a.orders", "b.orders"), "lake.orders", "shard");

        ConnectorConfigs configs = configs(
                Capture.POLLING, List.of("a.orders", "b.orders", "a.x.y", "a.plain"), List.of(orders), Map.of());

        assertThat(configs.target())
                .containsEntry("topics.to.tables.mapping", "lake.orders:lake.orders,a.x.y:shop.x.y");
    }

    @Test
    void tablesThatBecomeOneShareATopic() {
        List<String> shards = List.of("a.orders", "b_*.orders");
        TableRule orders = rule("source.tables[1]", shards, "lake.orders", "shard");

        ConnectorConfigs polling = configs(Capture.POLLING, shards, List.of(orders), Map.of());
        assertThat(polling.source("k"))
                .containsEntry("topic.naming", "${db}.${table}")
                .containsEntry("transforms.rule1.topic", "lake.orders")
                .containsEntry("transforms.rule1.shard.column", "shard")
                .containsEntry("tasks.max", "3");
        assertThat(polling.target())
                .containsEntry("topics", "lake.orders")
                .containsEntry("topics.to.tables.mapping", "lake.orders:lake.orders");
        assertThat(polling.topicOf("b_1.orders")).isEqualTo("lake.orders");

        ConnectorConfigs binlog = configs(Capture.BINLOG, shards, List.of(orders), Map.of());
        assertThat(binlog.target())
                .containsEntry("topics.regex", "shop\\.lake\\.orders")
                .containsEntry("topics.to.tables.mapping", "shop.lake.orders:lake.orders");
        assertThat(binlog.isTopic("shop.lake.orders")).isTrue();
        assertThat(binlog.topicOf("a.orders")).isEqualTo("shop.lake.orders");
    }

    private static TableRule rule(String setting, List<String> tables, String target, String shardColumn) {
        return new TableRule(
                setting,
                tables,
                "",
                target,
                List.of("no"),
                List.of(),
                List.of("phone"),
                List.of("email"),
                "canary-4",
                "",
                "",
                shardColumn,
                io.bendsync.transforms.ShardValue.DATABASE);
    }

    private static ConnectorConfigs configs(List<String> tables, Map<String, String> properties) {
        return configs(Capture.POLLING, tables, properties);
    }

    private static ConnectorConfigs configs(Capture capture, List<String> tables, Map<String, String> properties) {
        return configs(capture, tables, List.of(), properties);
    }

    private static ConnectorConfigs configs(
            Capture capture, List<String> tables, List<TableRule> rules, Map<String, String> properties) {
        return new ConnectorConfigs(pipeline(capture, tables, rules, properties, Set.of()));
    }

    /** The properties are both connectors'. */
    private static Pipeline pipeline(
            Capture capture,
            List<String> tables,
            List<TableRule> rules,
            Map<String, String> properties,
            Set<String> fromOutside) {
        return new Pipeline(
                Path.of("shop.yaml"),
                "shop",
                new SourceSettings(
                        MYSQL,
                        capture,
                        "timestamp+incrementing",
                        "id",
                        List.of("updated_at"),
                        tables,
                        rules,
                        3,
                        properties,
                        fromOutside),
                new TargetSettings(DATABEND, "upsert", properties, fromOutside),
                Optional.empty(),
                Path.of("data"),
                Map.of("source.password", new Place(5, 3)));
    }
}
