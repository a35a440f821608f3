package io.bendsync.runtime.chinook;

import io.bendsync.localstack.LocalDatabend;
import io.bendsync.localstack.LocalMySql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The Chinook example as its README tells to use it: loaded by the mysql program, run from its pipeline file, of which
 * only the addresses are changed. Reads both sides by itself, so that nothing of what it tests vouches for itself.
 */
final class Chinook {
    static final String DATABASE = "Chinook_AutoIncrement";

    /** The tables with an integer key. */
    static final List<String> TABLES = List.of(
            "Album",
            "Artist",
            "Customer",
            "Employee",
            "Genre",
            "Invoice",
            "InvoiceLine",
            "MediaType",
            "Playlist",
            "Track");

    private static final Path EXAMPLE = Path.of("../examples/chinook");

    private final LocalMySql mysql;
    private final LocalDatabend databend;

    Chinook(LocalMySql mysql, LocalDatabend databend) {
        this.mysql = mysql;
        this.databend = databend;
    }

    /** Loads the script into MySQL. */
    void load(Path folder) {
        Path log = folder.resolve("mysql.log");
        try {
            int status = new ProcessBuilder(
                            mysql.client().toString(),
                            "-h" + mysql.host(),
                            "-P" + mysql.port(),
                            "-u" + mysql.user(),
                            "--default-character-set=utf8mb4")
                    .redirectInput(EXAMPLE.resolve("chinook.sql").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new AssertionError("the mysql program ended with " + status + ": " + Files.readString(log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** The example's pipeline file with this stack's addresses and a target database of the test's own. */
    Path pipeline(Path folder, String targetDatabase, String more) {
        try {
            String text = Files.readString(EXAMPLE.resolve("pipeline.yaml"), StandardCharsets.UTF_8)
                    .replace("jdbc:mysql://127.0.0.1:3306/" + DATABASE, mysql.url(DATABASE))
                    .replace("jdbc:databend://127.0.0.1:8000/default", databend.url(targetDatabase));
            return Files.writeString(folder.resolve("pipeline.yaml"), text + more);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Connection openMySql() throws SQLException {
        return DriverManager.getConnection(mysql.url(DATABASE), mysql.user(), mysql.password());
    }

    Connection openDatabend(String database) throws SQLException {
        return DriverManager.getConnection(databend.url(database), databend.user(), databend.password());
    }

    /** Every row of a table in MySQL, each as the text of its cells by column name. */
    List<String> rowsInMySql(String table) throws SQLException {
        try (Connection connection = openMySql()) {
            return rows(connection, "SELECT * FROM `" + table + "` ORDER BY 1");
        }
    }

    /** The same in Databend, where the table must be by now. */
    List<String> rowsInDatabend(String database, String table) throws SQLException {
        try (Connection connection = openDatabend(database)) {
            return rows(connection, "SELECT * FROM `" + table + "` ORDER BY `" + table + "Id`");
        }
    }

    /** The rows of these tables together. */
    static int count(Connection connection, List<String> tables) throws SQLException {
        int rows = 0;
        try (Statement statement = connection.createStatement()) {
            for (String table : tables) {
                try (ResultSet result = statement.executeQuery("SELECT count(*) FROM `" + table + "`")) {
                    result.next();
                    rows += result.getInt(1);
                }
            }
        }
        return rows;
    }

    /** Those of Chinook's tables that Databend has by now. */
    static List<String> tablesThere(Connection connection, String database) throws SQLException {
        List<String> there = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery("SELECT name FROM system.tables WHERE database = '" + database + "'")) {
            while (result.next()) {
                there.add(result.getString(1));
            }
        }
        there.retainAll(TABLES);
        return there;
    }

    private static List<String> rows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                TreeMap<String, String> cells = new TreeMap<>();
                for (int i = 1; i <= columns; i++) {
                    cells.put(result.getMetaData().getColumnName(i), canonical(result.getString(i)));
                }
                rows.add(cells.toString());
            }
            return rows;
        }
    }

    /** Databend always shows microseconds; Chinook's DATETIME columns have whole seconds. */
    private static String canonical(String cell) {
        return cell == null ? "NULL" : cell.replaceFirst("^(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d)\\.0+$", "$1");
    }
}
