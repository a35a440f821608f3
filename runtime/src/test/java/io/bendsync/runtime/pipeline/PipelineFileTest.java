package io.bendsync.runtime.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bendsync.runtime.problem.BendsyncException;
import io.bendsync.runtime.problem.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineFileTest {
    private static final String GOOD = """
            name: shop
            source:
              url: jdbc:mysql://localhost:3306/shop
              user: reader
              password: ${env:MYSQL_PASSWORD}
              mode: timestamp+incrementing
              timestamp.column: [updated_at, created_at]
              tables: [shop.orders, shop.items]
              properties:
                batch.max.rows: 7
            target:
              url: jdbc:databend://localhost:8000/shop
              user: databend
              password: ${file:secrets.properties:databend}
            """;

    private static final String RULES = """
            name: shop
            source:
              url: jdbc:mysql://localhost:3306/shop
              user: reader
              mode: incrementing
              tasks: 7
              hash.secret: pepper
              tables:
            RULES
            target:
              url: jdbc:databend://localhost:8000/shop
              user: databend
            """;

    @TempDir
    Path folder;

    @Test
    void aWholeFileIsReadWithItsReferencesReplaced() throws IOException {
        Files.writeString(folder.resolve("secrets.properties"), "databend=from a file\n");

        Pipeline pipeline = read(GOOD, Map.of("MYSQL_PASSWORD", "from outside"));

        assertThat(pipeline.source().endpoint())
                .isEqualTo(new Endpoint("jdbc:mysql://localhost:3306/shop", "reader", "from outside"));
        assertThat(pipeline.target().endpoint().password()).isEqualTo("from a file");
        assertThat(pipeline.source().timestampColumns()).containsExactly("updated_at", "created_at");
        assertThat(pipeline.source().properties()).containsExactly(Map.entry("batch.max.rows", "7"));
        assertThat(pipeline.target().insertMode()).isEqualTo("upsert");
        assertThat(pipeline.data()).isEqualTo(folder.resolve("bendsync-data/shop"));
        assertThat(pipeline.complaint("source.password", "no"))
                .isEqualTo(folder.resolve("shop.yaml") + ":5:3: source.password: no");
    }

    @Test
    void aKafkaMayAskItsClientsWhoTheyAre() throws IOException {
        Files.createFile(folder.resolve("trust.p12"));
        Pipeline pipeline = read(withoutReferences() + """
                kafka:
                  bootstrap.servers: a:9092
                  security.protocol: SASL_SSL
                  sasl.mechanism: SCRAM-SHA-512
                  sasl.jaas.config: >-
                    org.apache.kafka.common.security.scram.ScramLoginModule required
                    username="u" password="${env:KAFKA}";
                  ssl.truststore.location: trust.p12
                  ssl.truststore.password: canary-2
                """, Map.of("KAFKA", "canary-1"));

        KafkaSettings kafka = pipeline.kafka().orElseThrow();
        assertThat(kafka.bootstrapServers()).isEqualTo("a:9092");
        assertThat(kafka.security())
                .hasSize(5)
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry(
                        "ssl.truststore.location", folder.resolve("trust.p12").toString());
        assertThat(kafka.references())
                .hasSize(5)
                .containsEntry("sasl.jaas.config", "${bendsync:kafka.sasl.jaas.config}")
                .containsEntry("ssl.truststore.password", "${bendsync:kafka.ssl.truststore.password}");
        assertThat(pipeline.secrets()).contains("canary-1", "canary-2");
        assertThat(pipeline.toString()).doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.sun.security.auth.module.JndiLoginModule required user.provider.url=\"ldap://evil\";",
                "com.sun.security.auth.module.LdapLoginModule required userProvider=\"ldap://evil\";",
                "org.apache.kafka.common.security.plain.PlainLoginModule required; a.B required;",
                "org.apache.kafka.common.security.plain.PlainLoginModuleX required;",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"u\""
            })
    void noOtherLoginModuleIsTaken(String login) throws IOException {
        assertThat(mistakes(withoutReferences() + """
                kafka:
                  bootstrap.servers: a:9092
                  security.protocol: SASL_SSL
                  sasl.mechanism: PLAIN
                  sasl.jaas.config: '%s'
                """.formatted(login)))
                .singleElement()
                .asString()
                .contains(":19:21: kafka.sasl.jaas.config must be org.apache.kafka.common.security.plain");
    }

    @Test
    void whatBelongsTogetherForKafkaIsTold() throws IOException {
        assertThat(mistakes(withoutReferences() + """
                kafka:
                  security.protocol: SASL_SSL
                  ssl.keystore.location: not-there.p12
                """))
                .hasSize(3)
                .anyMatch(line -> line.contains("kafka.bootstrap.servers is missing"))
                .anyMatch(
                        line -> line.contains("kafka: security.protocol: SASL_SSL (or SASL_PLAINTEXT), sasl.mechanism"))
                .anyMatch(line -> line.contains("there is no readable file"));
    }

    private static String withoutReferences() {
        return GOOD.replaceAll("\\$\\{.*}", "x");
    }

    @Test
    void whatIsTakenFromElsewhereAmongThePropertiesIsKnownAsSuch() throws IOException {
        Pipeline pipeline = read(
                GOOD.replace("batch.max.rows: 7", "{batch.max.rows: 7, some.header: \"a ${env:HEADER}\"}")
                        .replace("properties:\n      {", "properties: {")
                        .replace("${file:secrets.properties:databend}", "four"),
                Map.of("MYSQL_PASSWORD", "from outside", "HEADER", "canary-header"));

        assertThat(pipeline.source().fromOutside()).containsExactly("some.header");
        assertThat(pipeline.secrets()).containsExactlyInAnyOrder("from outside", "four", "a canary-header");
        assertThat(pipeline.toString()).doesNotContain("canary", "from outside");
    }

    @ParameterizedTest
    @CsvSource({
        "?password=canary, user or password",
        "?a=b&PassWord=canary, user or password",
        "?p%61ssword=canary, user or password",
        "?trustCertificateKeyStorePassword=canary, trustcertificatekeystorepassword",
        "?a=b&access_token=canary, access_token"
    })
    void anAddressHoldsNoSecret(String options, String named) throws IOException {
        List<String> mistakes =
                mistakes(GOOD.replace("3306/shop", "3306/shop" + options).replaceAll("\\$\\{.*}", "x"));

        assertThat(mistakes)
                .singleElement()
                .asString()
                .contains(":3:8: source.url holds ")
                .contains(named)
                .doesNotContain("canary");
    }

    @Test
    void everyMistakeIsToldAtOnceInTheFilesOrder() throws IOException {
        List<String> mistakes = mistakes("""
                name: a shop
                sorce: {}
                source:
                  url: jdbc:postgresql://localhost/shop
                  usr: reader
                  mode: incremental
                  tables: [orders]
                target:
                  url: jdbc:databend://databend:databend@localhost:8000/shop
                  user: databend
                  password: ${env:NOT_THERE}
                  password: again
                """);

        String file = folder.resolve("shop.yaml").toString();
        assertThat(mistakes)
                .containsExactly(
                        file + ":1:7: name may have letters, digits, - and _ only, at most 60",
                        file + ":2:1: unknown key sorce: did you mean source?",
                        file + ":4:3: source.user is missing: add it, such as user: reader",
                        file + ":4:8: source.url must start with jdbc:mysql://, such as"
                                + " jdbc:mysql://localhost:3306/shop",
                        file + ":5:3: unknown key source.usr: did you mean user?",
                        file + ":6:9: source.mode is incremental: it must be one of bulk, incrementing, timestamp,"
                                + " timestamp+incrementing",
                        file + ":7:12: source.tables: orders lacks its database: write database.table",
                        file + ":9:8: target.url holds a user or password: write them as user: and password: instead",
                        file + ":12:3: target.password is given twice");
    }

    @Test
    void theBinlogTakenForAModeIsToldItsKey() throws IOException {
        assertThat(mistakes("""
                name: shop
                source:
                  url: jdbc:mysql://localhost/shop
                  user: reader
                  mode: binlog
                  tables: [shop.orders]
                target:
                  url: jdbc:databend://localhost:8000/shop
                  user: databend
                """))
                .containsExactly(folder.resolve("shop.yaml")
                        + ":5:9: source.mode is binlog: it must be one of bulk, incrementing, timestamp,"
                        + " timestamp+incrementing; for binlog write capture: binlog, and no mode");
    }

    @Test
    void whatIsNoYamlIsToldWithItsLine() throws IOException {
        assertThat(mistakes("name: shop\nsource: [\n"))
                .singleElement()
                .asString()
                .contains("shop.yaml:3:1: this is no YAML");
    }

    @Test
    void aReferenceToAVariableThatIsNotSetIsAMistake() throws IOException {
        Files.writeString(folder.resolve("secrets.properties"), "other=1\n");

        assertThat(mistakes(GOOD))
                .containsExactly(
                        folder.resolve("shop.yaml") + ":5:13: the environment variable MYSQL_PASSWORD is not set",
                        folder.resolve("shop.yaml") + ":14:13: no key databend in "
                                + folder.resolve("secrets.properties"));
    }

    @Test
    void tablesMayHaveSettingsOfTheirOwn() throws IOException {
        Pipeline pipeline = read(RULES.replace("RULES", """
                    - shop.items
                    - table: shop.customers
                      target: crm.clients
                      key: customer_no
                      exclude: notes
                      mask: [phone, fax]
                      hash: [email]
                      filter: status IN ('open', 'paid')
                      soft.delete: true
                    - table: ["shop_eu.orders", "shop_u*.orders"]
                      target: orders
                      shard.column: shop
                      shard.value: database.table
                      shard.server: berlin
                """), Map.of());

        assertThat(pipeline.source().tables())
                .containsExactly("shop.items", "shop.customers", "shop_eu.orders", "shop_u*.orders");
        assertThat(pipeline.source().tasks()).isEqualTo(7);
        assertThat(pipeline.rule("shop.items")).isEmpty();
        TableRule customers = pipeline.rule("shop.customers").orElseThrow();
        assertThat(customers.target()).isEqualTo("crm.clients");
        assertThat(customers.key()).containsExactly("customer_no");
        assertThat(customers.mask()).containsExactly("phone", "fax");
        assertThat(customers.salt()).isEqualTo("pepper");
        assertThat(customers.softDelete()).isEqualTo("_deleted_at");
        assertThat(customers.filter().orElseThrow().columns()).containsExactly("status");
        TableRule orders = pipeline.rule("shop_us.orders").orElseThrow();
        assertThat(orders.merges()).isTrue();
        assertThat(orders.shardValue().of("shop_us", "orders")).isEqualTo("berlin.shop_us.orders");
        assertThat(pipeline.complaint("source.tables[2].mask", "no"))
                .isEqualTo(folder.resolve("shop.yaml") + ":14:7: source.tables[2].mask: no");
    }

    @Test
    void everyMistakeInATablesSettingsIsToldWithItsPlace() {
        List<String> mistakes = mistakes(RULES.replace("  hash.secret: pepper\n", "")
                .replace("tasks: 7", "tasks: 0")
                .replace("RULES", """
                    - table: shop.customers
                      exlude: [notes]
                      hash: [email]
                      mask: [email]
                      filter: status == 'open'
                      soft.delete: true
                    - table: "shop_*.orders"
                      target: orders
                    - target: items
                    - table: shop.a
                      shard.column: shard
                      shard.value: shard
                    - shop.b
                    - table: shop.c
                      shard.server: berlin
                    - table: other.b
                """)
                .replace("user: databend", "user: databend\n  insert.mode: insert"));

        String file = folder.resolve("shop.yaml").toString();
        assertThat(mistakes)
                .containsExactly(
                        file + ":6:3: source.tasks is 0: it must be a whole number from 1 to 999",
                        file
                                + ":8:7: source.tables[1].table gives column email two fates: of key, exclude, mask and hash one"
                                + " only",
                        file + ":9:7: unknown key source.tables[1].exlude: did you mean exclude?",
                        file
                                + ":10:7: source.tables[1].hash needs source.hash.secret, a secret such as ${env:HASH_SECRET}:"
                                + " without it what is hashed can be guessed",
                        file
                                + ":12:15: source.tables[1].filter: letter 9: expected is a 'text' in quotes or a number, found"
                                + " is =",
                        file + ":13:7: source.tables[1].soft.delete needs target.insert.mode: upsert",
                        file
                                + ":15:7: source.tables[2].target is one for several tables: add shard.column, so that equal"
                                + " keys of different tables stay apart",
                        file + ":16:7: source.tables[3].table is missing: add it, such as table: shop.orders",
                        file
                                + ":18:7: source.tables[4].shard.column needs a target: the table in Databend that the tables"
                                + " become",
                        file + ":19:20: source.tables[4].shard.value is shard: it must be one of database, table,"
                                + " database.table",
                        file + ":22:7: source.tables[6].shard.server needs a shard.column, which holds it",
                        file
                                + ":23:7: source.tables: shop.b and other.b would share one topic and target table: make them"
                                + " one entry with target and shard.column, or give one of them another target");
    }

    private List<String> mistakes(String text) {
        BendsyncException problem = catchThrowableOfType(BendsyncException.class, () -> read(text, Map.of()));
        assertThat(problem.status()).isEqualTo(ExitStatus.BAD_SETTING);
        return problem.messages();
    }

    private Pipeline read(String text, Map<String, String> environment) throws IOException {
        Path file = folder.resolve("shop.yaml");
        Files.writeString(file, text);
        return PipelineFile.read(file, environment);
    }
}
