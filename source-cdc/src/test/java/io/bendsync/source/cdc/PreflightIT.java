package io.bendsync.source.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bendsync.source.cdc.check.Finding;
import io.bendsync.source.cdc.check.Preflight;
import io.bendsync.source.cdc.config.Translation;
import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is said about a real server before anything starts on it. */
@ExtendWith(StackExtension.class)
class PreflightIT {

    private static final Pattern STATEMENT = Pattern.compile("(?:SET PERSIST|GRANT) [^;]+");

    @TempDir
    private Path folder;

    @Test
    void soundServerPasses(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t (id INT PRIMARY KEY)");

        assertThat(errors(CdcConfig.of(mysql, folder))).isEmpty();
    }

    @Test
    void serverThatIsNotThereIsTheUrlsFault(MySqlDatabase mysql) {
        CdcConfig config = CdcConfig.of(mysql, folder).with("connection.url", "jdbc:mysql://127.0.0.1:1/shop");

        assertThat(errors(config)).containsOnlyKeys("connection.url");
        assertThat(errors(config).get("connection.url"))
                .singleElement()
                .asString()
                .contains("127.0.0.1:1", "cannot be reached");
    }

    @Test
    void wrongPasswordIsThePasswordsFault(MySqlDatabase mysql) {
        String user = newUser(mysql, "right");
        CdcConfig config =
                CdcConfig.of(mysql, folder).with("connection.user", user).with("connection.password", "hunter2");

        assertThat(errors(config)).containsOnlyKeys("connection.password");
        assertThat(errors(config).toString()).contains(user).doesNotContain("hunter2");
        MySqlCdcSourceTask task = new MySqlCdcSourceTask();
        assertThatThrownBy(() -> task.start(config.map()))
                .hasMessageContaining("does not let user '" + user + "' in with this password");
        mysql.execute("DROP USER " + user);
    }

    @Test
    void debeziumKeyThatTheUserWroteIsTheOneAtFault(MySqlDatabase mysql) {
        CdcConfig config = CdcConfig.of(mysql, folder).with("database.password", "hunter2");

        assertThat(errors(config)).containsOnlyKeys("database.password");
    }

    @Test
    void namedTableThatIsNotThereIsTheTableListsFault(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t (id INT PRIMARY KEY)");
        CdcConfig config = CdcConfig.of(mysql, folder).with("table.include.list", "t,nowhere");

        assertThat(errors(config)).containsOnlyKeys("table.include.list");
        assertThat(errors(config).get("table.include.list"))
                .singleElement()
                .asString()
                .contains(mysql.name() + ".nowhere");
    }

    @Test
    void selectionOfNothingIsAnError(MySqlDatabase mysql) {
        assertThat(errors(CdcConfig.of(mysql, folder))).containsOnlyKeys("connection.url");
    }

    @Test
    void allThatIsWrongIsSaidAtOnceAndTheStatementsGivenMendIt(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t (id INT PRIMARY KEY)");
        String user = newUser(mysql, "pw");
        mysql.execute(
                "GRANT SELECT ON `" + mysql.name() + "`.* TO " + user,
                "SET GLOBAL binlog_format = 'STATEMENT'",
                "SET GLOBAL binlog_row_image = 'MINIMAL'",
                "SET GLOBAL binlog_row_value_options = 'PARTIAL_JSON'",
                "SET GLOBAL binlog_expire_logs_seconds = 60");
        CdcConfig config =
                CdcConfig.of(mysql, folder).with("connection.user", user).with("connection.password", "pw");
        try {
            Map<String, List<String>> errors = errors(config);
            assertThat(errors).containsOnlyKeys("connection.url", "connection.user");
            assertThat(errors.get("connection.url").toString())
                    .contains("binlog_format is STATEMENT", "binlog_row_image is MINIMAL", "PARTIAL_JSON");
            assertThat(errors.get("connection.user").toString())
                    .contains("REPLICATION CLIENT, REPLICATION SLAVE", "neither RELOAD nor LOCK TABLES");

            assertThat(findings(config)).anyMatch(finding -> finding.what().contains("deletes binlogs after 60 s"));

            findings(config).forEach(finding -> mend(mysql, finding));

            assertThat(errors(config)).isEmpty();
            assertThat(findings(config)).noneMatch(finding -> finding.what().contains("deletes binlogs after"));
        } finally {
            mysql.execute(
                    "SET GLOBAL binlog_format = DEFAULT",
                    "SET GLOBAL binlog_row_image = DEFAULT",
                    "SET GLOBAL binlog_row_value_options = DEFAULT",
                    "SET GLOBAL binlog_expire_logs_seconds = DEFAULT",
                    "RESET PERSIST",
                    "DROP USER " + user);
        }
    }

    @Test
    void tableThatTheAccountMayNotReadIsTheUsersFault(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t (id INT PRIMARY KEY)", "CREATE TABLE secret (id INT PRIMARY KEY)");
        String user = newUser(mysql, "pw");
        mysql.execute(
                "GRANT REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO " + user,
                "GRANT LOCK TABLES ON `" + mysql.name() + "`.* TO " + user,
                "GRANT SELECT ON `" + mysql.name() + "`.t TO " + user,
                "GRANT INSERT ON `" + mysql.name() + "`.secret TO " + user);
        CdcConfig config =
                CdcConfig.of(mysql, folder).with("connection.user", user).with("connection.password", "pw");

        assertThat(errors(config)).containsOnlyKeys("connection.user");
        assertThat(errors(config).get("connection.user"))
                .singleElement()
                .asString()
                .contains("may not read " + mysql.name() + ".secret", "GRANT SELECT ON");
        mysql.execute("DROP USER " + user);
    }

    @Test
    void serverWithoutTimeZoneTablesIsWarnedOf(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t (id INT PRIMARY KEY)");
        String known = mysql.query("SELECT CONVERT_TZ('2024-01-01 00:00:00', 'UTC', 'Europe/Paris')")
                .get(0)
                .get(0);

        assertThat(findings(CdcConfig.of(mysql, folder)).stream()
                        .anyMatch(finding -> finding.what().contains("time zone tables are empty")))
                .isEqualTo(known == null);
    }

    @Test
    void realTableThatLooksLikeAWorkingCopyIsWarnedOf(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE orders (id INT PRIMARY KEY)", "CREATE TABLE _orders_old (id INT PRIMARY KEY)");

        assertThat(findings(CdcConfig.of(mysql, folder)))
                .anyMatch(finding -> finding.what().contains("_orders_old is left out")
                        && finding.remedy().contains("table.include.list"));
        assertThat(findings(CdcConfig.of(mysql, folder).with("table.include.list", "orders,_orders_old")))
                .noneMatch(finding -> finding.what().contains("is left out"));
    }

    @Test
    void privilegesThatComeByARoleCount(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t (id INT PRIMARY KEY)");
        String user = newUser(mysql, "pw");
        String role = "r" + user;
        mysql.execute(
                "CREATE ROLE " + role,
                "GRANT REPLICATION SLAVE, REPLICATION CLIENT, RELOAD, SELECT ON *.* TO " + role,
                "GRANT " + role + " TO " + user,
                "SET DEFAULT ROLE ALL TO " + user);

        assertThat(errors(CdcConfig.of(mysql, folder)
                        .with("connection.user", user)
                        .with("connection.password", "pw")))
                .isEmpty();
        mysql.execute("DROP USER " + user, "DROP ROLE " + role);
    }

    @Test
    void idOfTheServerItselfIsRefused(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t (id INT PRIMARY KEY)");
        String id = mysql.query("SELECT @@server_id").get(0).get(0);

        assertThat(errors(CdcConfig.of(mysql, folder).with("database.server.id", id)))
                .containsOnlyKeys("database.server.id");
    }

    @Test
    void oddDataAndMissingKeysAreWarnedOf(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE `odd ``name` (v BIGINT UNSIGNED, `day ``x` DATE, ok DATETIME)");
        mysql.execute("CREATE TABLE unique_key (id INT NOT NULL UNIQUE)", "CREATE TABLE loose (id INT UNIQUE)");
        // One connection runs them all, so the mode holds for the insert.
        mysql.execute(
                "SET sql_mode = ''",
                "INSERT INTO `odd ``name` VALUES (18446744073709551615, '0000-00-00', '2024-01-01')");
        CdcConfig config = CdcConfig.of(mysql, folder).with("bigint.unsigned.handling.mode", "long");

        assertThat(findings(config))
                .noneMatch(Finding::isError)
                // What depends on the server and on other tests.
                .filteredOn(finding -> !finding.what().contains("time zones"))
                .filteredOn(finding -> !finding.what().contains("XA transactions"))
                .extracting(Finding::what)
                .satisfiesExactlyInAnyOrder(
                        what -> assertThat(what).contains("odd `name has no primary key"),
                        what -> assertThat(what).contains("loose has no primary key"),
                        what -> assertThat(what).contains("column day `x of", "zero dates"),
                        what -> assertThat(what).contains("column v of", "above 9223372036854775807"));
        assertThat(errors(config)).isEmpty();
    }

    private static void mend(MySqlDatabase mysql, Finding finding) {
        STATEMENT.matcher(finding.remedy()).results().forEach(statement -> mysql.execute(statement.group()));
    }

    private static String newUser(MySqlDatabase mysql, String password) {
        String user = "u" + mysql.name();
        mysql.execute("CREATE USER " + user + " IDENTIFIED BY '" + password + "'");
        return user;
    }

    private static List<Finding> findings(CdcConfig config) {
        return new Preflight(Translation.of(config.map())).beforeAcceptance();
    }

    private static Map<String, List<String>> errors(CdcConfig config) {
        Map<String, List<String>> errors = new HashMap<>();
        for (ConfigValue value :
                new MySqlCdcSourceConnector().validate(config.map()).configValues()) {
            if (!value.errorMessages().isEmpty()) {
                errors.put(value.name(), value.errorMessages());
            }
        }
        return errors;
    }
}
