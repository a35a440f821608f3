package io.bendsync.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The pipeline files of examples/tables, run as they are but for addresses and the names of the databases. */
@ExtendWith(StackExtension.class)
class TableExamplesIT {
    private static final Duration SOON = Duration.ofMinutes(4); // a few seconds when the machine is idle
    private static final Path EXAMPLES = Path.of("../examples/tables");

    @TempDir
    Path folder;

    private MySqlDatabase mysql;
    private DatabendDatabase databend;

    @BeforeEach
    void load(MySqlDatabase mysql, DatabendDatabase databend) throws IOException {
        this.mysql = mysql;
        this.databend = databend;
        String script = own(Files.readString(EXAMPLES.resolve("tables.sql")).replaceAll("(?m)^--.*$", ""));
        mysql.execute(Arrays.stream(script.split(";"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toArray(String[]::new));
    }

    @AfterEach
    void drop() {
        for (String database : List.of("shop_eu", "shop_us", "shop")) {
            mysql.execute("DROP DATABASE " + own(database));
        }
    }

    @Test
    void tablesOfSeveralDatabasesBecomeOne() throws IOException {
        Path file = pipeline("shards.yaml");
        try (BendsyncProcess process = start("run", file)) {
            awaitRows(process, "all_orders", 5);
            assertThat(databend.query("SELECT region, id, amount FROM all_orders ORDER BY region, id"))
                    .containsExactly(
                            List.of(own("shop_eu"), "1", "10.50"),
                            List.of(own("shop_eu"), "2", "20.00"),
                            List.of(own("shop_us"), "1", "30.00"),
                            List.of(own("shop_us"), "2", "NULL"),
                            List.of(own("shop_us"), "3", "5.25"));
            assertVerify(file, 0);

            mysql.execute(
                    "DELETE FROM " + own("shop_us") + ".orders WHERE id = 2",
                    "INSERT INTO " + own("shop_eu") + ".orders (customer) VALUES ('Fay')");
            awaitRow(process, "SELECT count(*) FROM all_orders WHERE customer IN ('Dee', 'Fay')", "1");
            awaitRow(process, "SELECT count(*) FROM all_orders WHERE customer = 'Dee'", "0");
            assertVerify(file, 0);

            databend.execute(
                    "DELETE FROM all_orders WHERE region = '" + own("shop_us") + "' AND id = 1",
                    "UPDATE all_orders SET amount = 20.01 WHERE region = '" + own("shop_eu") + "' AND id = 2",
                    "INSERT INTO all_orders (id, customer, region) VALUES (77, 'Zoe', '" + own("shop_us") + "')",
                    "INSERT INTO all_orders (id, customer, region) VALUES (1, 'Ida', 'gone'), (2, 'Jon', 'gone')");
            assertThat(assertVerify(file, 1))
                    .contains("row id='1' is missing", "row id='77' is in Databend only", "'20.01'")
                    .containsOnlyOnce("Databend has 2 rows in ")
                    .contains("with region 'gone', which is none of the pipeline's tables");
            databend.execute("DELETE FROM all_orders WHERE region = 'gone'");
            assertVerify(file, 0, "--repair");
            assertResync(process, file);
        }
    }

    @Test
    void hiddenColumnsAndFilteredRowsStayInMySql() throws IOException {
        Path file = pipeline("privacy.yaml");
        try (BendsyncProcess check = start("check", file)) {
            assertThat(check.awaitExit(SOON)).as(check.output()).isZero();
            assertThat(check.output()).contains("clients", "customer_no", "without notes; masked phone, salary");
        }
        try (BendsyncProcess process = start("run", file)) {
            awaitRows(process, "clients", 2);
            awaitRows(process, "invoices", 3);
            assertThat(databend.query("SELECT * EXCLUDE (id) FROM clients ORDER BY customer_no"))
                    .containsExactly(
                            List.of("c-1", sha("pepper", "ann@example.com"), "***", "NULL", "open"),
                            List.of("c-3", "NULL", "***", "NULL", "closed"));
            assertVerify(file, 0);

            String customers = own("shop") + ".customers";
            mysql.execute(
                    "UPDATE " + customers + " SET status = 'open', email = 'b@example.com' WHERE customer_no = 'c-2'",
                    "UPDATE " + customers + " SET status = 'lead' WHERE customer_no = 'c-1'",
                    "DELETE FROM " + customers + " WHERE customer_no = 'c-3'");
            awaitRow(process, "SELECT min(customer_no), count(*) FROM clients", "c-2", "1");
            assertVerify(file, 0);

            databend.execute(
                    "UPDATE clients SET email = NULL, phone = '555-2' WHERE customer_no = 'c-2'",
                    "INSERT INTO clients (id, customer_no, status) VALUES (1, 'c-1', 'open')");
            assertThat(assertVerify(file, 1))
                    .contains("customer_no='c-1' is in Databend only", "column email", "column phone: MySQL NULL");
            assertVerify(file, 0, "--repair");
            assertThat(process.output()).doesNotContain("pepper");
            try (var files = Files.walk(folder)) {
                assertThat(files.filter(Files::isRegularFile)
                                .filter(any -> any.toString().contains("data")))
                        .isNotEmpty()
                        .allSatisfy(any -> assertThat(new String(
                                                Files.readAllBytes(any), java.nio.charset.StandardCharsets.ISO_8859_1)
                                        .contains("pepper"))
                                .isFalse());
            }
        }
    }

    @Test
    void deletedRowsStayWithTheTimeOfTheirDelete() throws IOException {
        Path file = pipeline("soft-deletes.yaml");
        try (BendsyncProcess process = start("run", file)) {
            awaitRows(process, "invoices", 3);
            awaitRows(process, "customers", 3);
            mysql.execute(
                    "DELETE FROM " + own("shop") + ".invoices WHERE id = 2",
                    "DELETE FROM " + own("shop") + ".customers WHERE id = 2");
            awaitRow(process, "SELECT count(_deleted_at) FROM invoices", "1");
            awaitRows(process, "customers", 2);
            assertThat(databend.query("SELECT amount, _deleted_at > now() - INTERVAL 1 DAY FROM invoices WHERE id = 2"))
                    .containsExactly(List.of("2.00", "true"));
            assertVerify(file, 0);

            mysql.execute("INSERT INTO " + own("shop") + ".invoices VALUES (2, 'c-9', 9.00)");
            awaitRow(process, "SELECT count(_deleted_at), count(*) FROM invoices", "0", "3");
            databend.execute("INSERT INTO invoices (id, customer_no, amount) VALUES (50, 'c-1', 4.00)");
            assertThat(assertVerify(file, 1)).contains("row id='50' is in Databend only");
            assertVerify(file, 0, "--repair");
            awaitRow(process, "SELECT customer_no, amount FROM invoices WHERE _deleted_at IS NOT NULL", "c-1", "4.00");
        }
    }

    @Test
    void columnsThatAreNotThereOrOfTheWrongTypeAreToldAtOnceBeforeTheStart() throws IOException {
        Path file = pipeline("privacy.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceFirst("key: customer_no", "soft.delete: status")
                        .replace("[notes]", "[note]")
                        .replace("[phone, salary]", "[id]")
                        .replaceFirst("status IN \\('open', 'closed'\\)", "salary = 'much'"));
        String customers = own("shop.customers");
        try (BendsyncProcess check = start("check", file)) {
            assertThat(check.awaitExit(SOON)).as(check.output()).isEqualTo(2);
            assertThat(check.output())
                    .contains(
                            "source.tables[2].exclude: " + customers
                                    + " has no column note; it has id, customer_no, email",
                            "source.tables[2].mask: column id is in the primary key of " + customers,
                            "source.tables[2].soft.delete: " + customers + " has a column status of its own",
                            "source.tables[2].filter: " + customers
                                    + ": column salary holds numbers, and the filter compares it with text");
        }
    }

    /** A merged table read again does no harm. */
    private void assertResync(BendsyncProcess process, Path file) {
        databend.execute("DELETE FROM all_orders WHERE region = '" + own("shop_eu") + "'");
        try (BendsyncProcess resync = start("resync", file, own("shop_eu") + ".orders")) {
            assertThat(resync.awaitExit(SOON)).as(resync.output()).isZero();
        }
        awaitRow(process, "SELECT count(*) FROM all_orders WHERE region = '" + own("shop_eu") + "'", "3");
        assertVerify(file, 0);
    }

    private String assertVerify(Path file, int status, String... options) {
        try (BendsyncProcess verify = start("verify", file, options)) {
            assertThat(verify.awaitExit(SOON)).as(verify.output()).isEqualTo(status);
            return verify.output();
        }
    }

    private BendsyncProcess start(String command, Path file, String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = command;
        arguments[1] = file.toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        return BendsyncProcess.start(
                folder,
                Map.of(
                        "MYSQL_PASSWORD", mysql.password(),
                        "DATABEND_PASSWORD", databend.password(),
                        "HASH_SECRET", "pepper"),
                arguments);
    }

    private Path pipeline(String name) throws IOException {
        String text = own(Files.readString(EXAMPLES.resolve(name)))
                .replaceAll("jdbc:mysql://[^/]*/\\S+", mysql.url())
                .replaceAll("user: root", "user: " + mysql.user())
                .replaceAll("jdbc:databend://\\S+", databend.url())
                .replaceAll("user: databend", "user: " + databend.user());
        return Files.writeString(folder.resolve(name), text + "data: data\n");
    }

    /** With databases of this test's own in place of the example's. */
    private String own(String text) {
        return text.replaceAll("\\bshop(?=[_.;]|$)", "s" + shortName());
    }

    private String shortName() {
        return mysql.name().substring(Math.max(0, mysql.name().length() - 12));
    }

    private void awaitRows(BendsyncProcess process, String table, int rows) {
        awaitRow(process, "SELECT count(*) FROM " + table, Integer.toString(rows));
    }

    private void awaitRow(BendsyncProcess process, String sql, String... cells) {
        Awaitility.await(sql)
                .atMost(SOON)
                .ignoreExceptions()
                .failFast(
                        () -> assertThat(process.isAlive()).as(process.output()).isTrue())
                .untilAsserted(() -> assertThat(databend.query(sql)).containsExactly(Arrays.asList(cells)));
    }

    private static String sha(String salt, String text) {
        return io.bendsync.transforms.PlainCell.hash(salt, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
