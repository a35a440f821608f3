package io.bendsync.source.cdc.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.config.Configuration;
import io.debezium.config.Field;
import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.heartbeat.Heartbeat;
import io.debezium.relational.TableId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TranslationTest {

    @Test
    void ourWordsBecomeDebeziums() {
        Translated translated = Translation.of(valid());

        assertThat(translated.problems()).isEmpty();
        assertThat(translated.debezium())
                .containsEntry("database.hostname", "db.example")
                .containsEntry("database.port", "3307")
                .containsEntry("database.user", "bend")
                .containsEntry("database.password", "secret")
                .containsEntry("database.include.list", "shop")
                .containsEntry("topic.prefix", "shop")
                .doesNotContainKeys(CdcKeys.URL, CdcKeys.USER, CdcKeys.PASSWORD, CdcKeys.CAPTURE);
    }

    @Test
    void debeziumKeyUnderItsOwnNameWins() {
        Map<String, String> config = valid();
        config.put("connector.class", "io.bendsync.source.cdc.MySqlCdcSourceConnector");
        config.put("database.hostname", "other.example");
        config.put("database.user", "other");
        config.put("decimal.handling.mode", "string");
        config.put("errors.max.retries", "7");
        config.put("connection.attempts", "3");

        Translated translated = Translation.of(config);

        assertThat(translated.debezium())
                .containsEntry("database.hostname", "other.example")
                // The one exception: Debezium looks for its own parts by this name.
                .containsEntry("connector.class", "io.debezium.connector.mysql.MySqlConnector")
                .containsEntry("database.user", "other")
                .containsEntry("decimal.handling.mode", "string")
                .containsEntry("errors.max.retries", "7");
        assertThat(translated.userKey("database.user")).isEqualTo("database.user");
        assertThat(translated.userKey("database.password")).isEqualTo("connection.password");
    }

    @Test
    void debeziumKeysAloneAreEnough() {
        Translated translated = Translation.of(Map.of(
                "name", "shop",
                "database.hostname", "db.example",
                "database.user", "bend",
                "database.password", "secret",
                "topic.prefix", "shop",
                "schema.history.internal", "io.debezium.relational.history.MemorySchemaHistory"));

        assertThat(translated.problems()).isEmpty();
    }

    @Test
    void allThatIsMissingIsSaidAtOnce() {
        assertThat(Translation.of(Map.of()).problems())
                .extracting(Problem::key)
                .containsExactlyInAnyOrder(
                        "connection.url",
                        "connection.user",
                        "topic.prefix",
                        "schema.history.internal.kafka.bootstrap.servers");
    }

    @Test
    void whatDebeziumWouldLoseIsSetToBeKept() {
        assertThat(Translation.of(valid()).debezium())
                .containsEntry("bigint.unsigned.handling.mode", "precise")
                .containsEntry("decimal.handling.mode", "precise")
                .containsEntry("time.precision.mode", "adaptive_time_microseconds")
                .containsEntry("event.converting.failure.handling.mode", "fail")
                .containsEntry("skipped.operations", "none")
                .containsEntry("schema.history.internal.store.only.captured.tables.ddl", "true")
                .containsEntry("schema.history.internal.kafka.topic", "shop.schema-history")
                .containsEntry("heartbeat.interval.ms", "10000")
                .containsEntry("errors.max.retries", "60")
                .containsEntry("extended.headers.enabled", "false")
                .containsEntry("column.propagate.source.type", ".*")
                .doesNotContainKey("snapshot.fetch.size");
    }

    @Test
    void debeziumFindsNothingWrongWithWhatItGets() {
        Configuration config = Configuration.from(Translation.of(valid()).debezium());

        assertThat(config.validate(MySqlConnectorConfig.ALL_FIELDS).values())
                .flatExtracting(ConfigValue::errorMessages)
                .isEmpty();
    }

    @Test
    void everyDefaultIsAKeyThatDebeziumKnows() throws IllegalAccessException {
        Map<String, String> defaults = new HashMap<>();
        SafeDefaults.fillIn(defaults);
        Set<String> known = new HashSet<>();
        // Some are read without being among ALL_FIELDS.
        for (java.lang.reflect.Field constant : MySqlConnectorConfig.class.getFields()) {
            if (constant.getType() == Field.class) {
                known.add(((Field) constant.get(null)).name());
            }
        }

        assertThat(defaults.keySet())
                .filteredOn(key -> !key.startsWith("schema.history.internal"))
                .filteredOn(key -> !key.equals("heartbeat.interval.ms"))
                // Of the one that "converters" names.
                .filteredOn(key -> !key.startsWith("bendsync_"))
                .isSubsetOf(known);
        assertThat(Heartbeat.HEARTBEAT_INTERVAL.name()).isEqualTo("heartbeat.interval.ms");
    }

    @ParameterizedTest
    @CsvSource({
        "orders, shop.orders, true",
        "orders, shopXorders, false",
        "orders, other.orders, false",
        "other.orders, other.orders, true",
        "'items,other\\.t', other.t, true",
        "'items,other\\.t', shop.items, true",
        "shop.item_.*, shop.item_a, true",
        "größe, shop.größe, true",
    })
    void tableNamesAreCompletedFromTheUrl(String list, String table, boolean captured) {
        Map<String, String> config = valid();
        config.put("table.include.list", list);
        Translated translated = Translation.of(config);
        assertThat(translated.problems()).isEmpty();

        var filter = new MySqlConnectorConfig(Configuration.from(translated.debezium()))
                .getTableFilters()
                .dataCollectionFilter();

        int dot = table.indexOf('.');
        TableId id = dot < 0
                ? new TableId("x", null, table)
                : new TableId(table.substring(0, dot), null, table.substring(dot + 1));
        assertThat(filter.isIncluded(id)).isEqualTo(captured);
    }

    @Test
    void databaseWithOddNameIsTakenLiterally() {
        Map<String, String> config = valid();
        config.put("connection.url", "jdbc:mysql://db/a.b-c(d)");

        Translated translated = Translation.of(config);

        assertThat("a.b-c(d)").matches(translated.debezium().get("database.include.list"));
        assertThat("axb-c(d)").doesNotMatch(translated.debezium().get("database.include.list"));
    }

    @Test
    void plainTableNameWithoutADatabaseIsAProblemOfItsList() {
        Map<String, String> config = valid();
        config.put("connection.url", "jdbc:mysql://db.example");
        config.put("table.include.list", "orders");

        assertThat(Translation.of(config).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.key()).isEqualTo("table.include.list"))
                .satisfies(problem -> assertThat(problem.message()).contains("database.orders"));
    }

    @Test
    void urlOptionsReachDebeziumUnderItsKeys() {
        Map<String, String> config = valid();
        config.put(
                "connection.url",
                "jdbc:mysql://db/shop?sslMode=VERIFY_IDENTITY&trustCertificateKeyStoreUrl=file:///etc/ca.p12"
                        + "&serverTimezone=Europe/Paris&rewriteBatchedStatements=true&allowpublickeyretrieval=true");

        Translated translated = Translation.of(config);

        assertThat(translated.problems()).isEmpty();
        assertThat(translated.debezium())
                .containsEntry("database.ssl.mode", "verify_identity")
                .containsEntry("database.ssl.truststore", "/etc/ca.p12")
                .containsEntry("driver.allowPublicKeyRetrieval", "true")
                .containsEntry("driver.connectionTimeZone", "UTC")
                .doesNotContainKey("driver.serverTimezone");
    }

    @Test
    void tlsKeysAreThePollingSourcesAndWinOverTheUrl() {
        Map<String, String> config = valid();
        config.put("connection.url", "jdbc:mysql://db/shop?useSSL=false");
        config.put("connection.ssl.mode", "VERIFY_CA");
        config.put("connection.ssl.truststore", "/etc/ca.p12");
        config.put("connection.ssl.truststore.password", "hunter2");
        config.put("connection.ssl.truststore.type", "PKCS12");
        config.put("connection.ssl.protocols", "TLSv1.3");

        Translated translated = Translation.of(config);

        assertThat(translated.problems()).isEmpty();
        assertThat(translated.debezium())
                .containsEntry("database.ssl.mode", "verify_ca")
                .containsEntry("database.ssl.truststore", "/etc/ca.p12")
                .containsEntry("database.ssl.truststore.password", "hunter2")
                .containsEntry("driver.trustCertificateKeyStoreType", "PKCS12")
                .containsEntry("driver.tlsVersions", "TLSv1.3")
                .doesNotContainKey("connection.ssl.mode");

        config.put("connection.ssl.mode", "perhaps");
        assertThat(Translation.of(config).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("connection.ssl.mode", "verify_ca"));
    }

    @ParameterizedTest
    @CsvSource({
        "useSSL=false, disabled",
        "useSSL=true, preferred",
        "useSSL=true&requireSSL=true, required",
        "requireSSL=false&useSSL=true, preferred",
        "useSSL=true&requireSSL=true&verifyServerCertificate=true, verify_ca",
        "useSSL=false&sslMode=VERIFY_IDENTITY, verify_identity",
    })
    void olderWordsForTlsAreUnderstood(String options, String mode) {
        Map<String, String> config = valid();
        config.put("connection.url", "jdbc:mysql://db/shop?" + options);

        assertThat(Translation.of(config).debezium()).containsEntry("database.ssl.mode", mode);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "allowLoadLocalInfile=true",
                "allowUrlInLocalInfile=true",
                "allowLoadLocalInfileInPath=/",
                "allowMultiQueries=true",
                "autoDeserialize=true",
                "queryInterceptors=x.Y",
                "socketFactory=x.Y",
                "propertiesTransform=x.Y",
                "authenticationPlugins=x.Y",
                "user=root",
                "password=hunter2",
                "%61llowMultiQueries=true",
                "trustCertificateKeyStoreUrl=http://evil/store",
            })
    void optionsThatAreNotLetThroughAreRefusedWithoutTheirValues(String option) {
        Map<String, String> config = valid();
        config.put("connection.url", "jdbc:mysql://db/shop?" + option);

        assertThat(Translation.of(config).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.key()).isEqualTo("connection.url");
            assertThat(problem.message()).doesNotContain("hunter2", "evil");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "driver.allowLoadLocalInfile, true",
        "driver.queryInterceptors, x.Y",
        "driver.sessionVariables, sql_log_bin=0",
        "database.allowMultiQueries, true",
        "database.socketFactory, x.Y",
        "database.protocol, jdbc:h2",
        "database.jdbc.driver, x.Y",
        "database.hostname, 'db:3306/?autoDeserialize=true#'",
    })
    void waysPastTheUrlAreClosedToo(String key, String value) {
        Map<String, String> config = valid();
        config.put(key, value);

        assertThat(Translation.of(config).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.key()).isEqualTo(key));
    }

    @ParameterizedTest
    @CsvSource({
        "database.initial.statements, SET wait_timeout=600",
        "database.ssl.mode, required",
        "database.server.id.offset, 5",
        "database.include.list, shop",
        "database.connectionTimeZone, UTC",
        "driver.socketTimeout, 60000",
        "snapshot.database.errors.max.retries, 3",
    })
    void whatDebeziumOrTheDriverMayHaveIsLetThrough(String key, String value) {
        Map<String, String> config = valid();
        config.put(key, value);

        Translated translated = Translation.of(config);

        assertThat(translated.problems()).isEmpty();
        assertThat(translated.debezium()).containsEntry(key, value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db/shop",
                "jdbc:mariadb://db/shop",
                "jdbc:mysql://root:hunter2@db/shop",
                "jdbc:mysql://a,b/shop",
                "jdbc:mysql://db:99999/shop",
                "jdbc:mysql://(host=db,user=hunter2)/shop",
                "jdbc:mysql:///shop",
                "db.example",
            })
    void urlOfAnotherKindIsRefusedWithoutRepeatingIt(String url) {
        Map<String, String> config = valid();
        config.put("connection.url", url);

        assertThat(Translation.of(config).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.key()).isEqualTo("connection.url");
            assertThat(problem.message()).doesNotContain("hunter2");
        });
    }

    @ParameterizedTest
    @CsvSource({"localhost, true", "127.0.0.1, true", "[::1], true", "db.example, false", "localhost.evil, false"})
    void onlyAServerOnThisMachineIsAskedForItsKey(String host, boolean asked) {
        Map<String, String> config = valid();
        config.put("connection.url", "jdbc:mysql://" + host + ":3306/shop");

        assertThat(Translation.of(config).debezium().containsKey("driver.allowPublicKeyRetrieval"))
                .isEqualTo(asked);
    }

    @Test
    void deletesBesideAPollingSourceAreRefusedWithTheReason() {
        Map<String, String> config = valid();
        config.put("capture", "deletes");

        assertThat(Translation.of(config).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.key()).isEqualTo("capture");
            assertThat(problem.message()).contains("overtake", "capture=all", "delete.detection=binlog");
        });
    }

    @Test
    void truncatesAreSentOnUnlessTheyAreToBeIgnored() {
        Map<String, String> config = valid();
        config.put("truncate", "apply");
        assertThat(Translation.of(config).debezium()).containsEntry("skipped.operations", "none");

        config.put("truncate", "ignore");
        assertThat(Translation.of(config).debezium()).containsEntry("skipped.operations", "t");
    }

    @Test
    void unknownCaptureIsRefused() {
        Map<String, String> config = valid();
        config.put("capture", "inserts");

        assertThat(Translation.of(config).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("inserts"));
    }

    private static Map<String, String> valid() {
        Map<String, String> config = new HashMap<>();
        config.put("name", "shop");
        config.put("connection.url", "jdbc:mysql://db.example:3307/shop");
        config.put("connection.user", "bend");
        config.put("connection.password", "secret");
        config.put("topic.prefix", "shop");
        config.put("schema.history.internal.kafka.bootstrap.servers", "kafka:9092");
        return config;
    }
}
