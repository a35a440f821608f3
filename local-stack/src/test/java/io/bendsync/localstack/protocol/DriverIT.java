package io.bendsync.localstack.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.databend.jdbc.DatabendConnection;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** databend-jdbc 0.2.8, unmodified. */
class DriverIT {
    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private Connection connection;
    private Statement statement;

    @BeforeEach
    void connect() throws SQLException {
        connection = GATEWAY.connect();
        statement = connection.createStatement();
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void typedValuesAreReadAsTheyWereWritten() throws SQLException {
        String table = GATEWAY.table("i BIGINT, d DECIMAL(20,4), v VARCHAR, n VARCHAR NULL, day DATE, b BOOLEAN");
        statement.execute("INSERT INTO " + table
                + " VALUES (-9223372036854775808, 123456789.0001, 'ü \"quoted\" \\\\', NULL, '2024-02-29', true)");

        try (ResultSet row = statement.executeQuery("SELECT * FROM " + table)) {
            assertThat(row.next()).isTrue();
            assertThat(row.getLong(1)).isEqualTo(Long.MIN_VALUE);
            assertThat(row.getBigDecimal(2)).isEqualTo(new BigDecimal("123456789.0001"));
            assertThat(row.getString(3)).isEqualTo("ü \"quoted\" \\");
            assertThat(row.getString(4)).isNull();
            assertThat(row.getDate(5)).isEqualTo(Date.valueOf("2024-02-29"));
            assertThat(row.getBoolean(6)).isTrue();
            assertThat(row.next()).isFalse();
        }
    }

    @Test
    void resultOfManyPagesIsReadToItsEnd() throws SQLException {
        long sum = 0;
        int rows = 0;
        try (ResultSet result = statement.executeQuery("SELECT number FROM numbers(350000)")) {
            while (result.next()) {
                sum += result.getLong(1);
                rows++;
            }
        }

        assertThat(rows).isEqualTo(350_000);
        assertThat(sum).isEqualTo(350_000L * 349_999 / 2);
    }

    @Test
    void insertBatchGoesThroughAStagedFile() throws SQLException {
        String table = GATEWAY.table("i INT, v VARCHAR, d DECIMAL(10,2)");
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + table + " VALUES (?, ?, ?)")) {
            for (int i = 0; i < 1000; i++) {
                insert.setInt(1, i);
                insert.setString(2, "name, \"" + i + "\"");
                insert.setBigDecimal(3, BigDecimal.valueOf(i, 2));
                insert.addBatch();
            }
            assertThat(insert.executeBatch()).hasSize(1000);
        }

        assertThat(GATEWAY.rows("SELECT count(*), sum(d), max(v) FROM " + table))
                .containsExactly(List.of("1000", "4995.00", "name, \"999\""));
    }

    @Test
    void replaceBatchReplacesByItsKey() throws SQLException {
        String table = GATEWAY.table("i INT, v VARCHAR");
        statement.execute("INSERT INTO " + table + " VALUES (1, 'old'), (2, 'kept')");
        try (PreparedStatement replace =
                connection.prepareStatement("REPLACE INTO " + table + " ON (i) VALUES (?, ?)")) {
            for (int i : new int[] {1, 3}) {
                replace.setInt(1, i);
                replace.setString(2, "new" + i);
                replace.addBatch();
            }
            replace.executeBatch();
        }

        assertThat(GATEWAY.rows("SELECT * FROM " + table + " ORDER BY i"))
                .containsExactly(List.of("1", "new1"), List.of("2", "kept"), List.of("3", "new3"));
    }

    @Test
    void uploadedStreamIsCopied() throws SQLException {
        String table = GATEWAY.table("i INT");
        byte[] csv = IntStream.range(0, 10_000)
                .mapToObj(Integer::toString)
                .reduce(new StringBuilder(), (text, line) -> text.append(line).append('\n'), StringBuilder::append)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        connection
                .unwrap(DatabendConnection.class)
                .uploadStream("~", "driver", new ByteArrayInputStream(csv), "a.csv", csv.length, false);
        statement.execute("COPY INTO " + table + " FROM @~/driver/ FILES = ('a.csv') FILE_FORMAT = (TYPE = CSV)");

        assertThat(GATEWAY.rows("SELECT count(*), sum(i) FROM " + table)).containsExactly(List.of("10000", "49995000"));
    }

    @Test
    void transactionIsKeptAcrossStatementsOfAConnection() throws SQLException {
        String table = GATEWAY.table("i INT");
        statement.execute("BEGIN");
        statement.execute("INSERT INTO " + table + " VALUES (1)");
        assertThat(GATEWAY.rows("SELECT count(*) FROM " + table)).containsExactly(List.of("0"));
        statement.execute("COMMIT");

        assertThat(GATEWAY.rows("SELECT count(*) FROM " + table)).containsExactly(List.of("1"));
    }

    @Test
    void failedTransactionIsRefusedUntilRollback() throws SQLException {
        String table = GATEWAY.table("i INT");
        statement.execute("BEGIN");
        statement.execute("INSERT INTO " + table + " VALUES (1)");

        assertThatThrownBy(() -> statement.execute("SELECT * FROM never_made")).hasMessageContaining("code=1025");
        assertThatThrownBy(() -> statement.execute("SELECT 1")).hasMessageContaining("code=4002");
        statement.execute("COMMIT");
        statement.execute("SELECT 1");
        assertThat(GATEWAY.rows("SELECT count(*) FROM " + table)).containsExactly(List.of("0"));
    }

    @Test
    void wrongPasswordAndUnknownUserAreToldAlike() {
        String wrong = refusal(GATEWAY.server().user(), "wrong");

        assertThat(wrong).contains("code=5100").doesNotContain("wrong\"");
        assertThat(refusal("nobody", "wrong")).isEqualTo(wrong);
        assertThat(GATEWAY.session().get("/v1/query/x").statusCode()).isEqualTo(404);
        assertThat(new HttpSession(GATEWAY.server().httpUrl(), "nobody", "")
                        .get("/v1/query/x")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void unknownTableAndBadSyntaxCarryTheServersCodes() {
        assertThatThrownBy(() -> statement.execute("SELECT * FROM never_made"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("code=1025")
                .hasMessageContaining("never_made");
        assertThatThrownBy(() -> statement.execute("SELEC 1"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("code=1005");
        assertThatThrownBy(() -> statement.execute("USE never_made"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("code=1003");
    }

    @Test
    void databaseOfTheUrlIsTheConnectionsDatabase() throws SQLException {
        statement.execute("CREATE DATABASE of_the_url");
        try (Connection other = DriverManager.getConnection(
                        GATEWAY.server().url("of_the_url"),
                        GATEWAY.server().user(),
                        GATEWAY.server().password());
                Statement asks = other.createStatement()) {
            asks.execute("CREATE TABLE inside (i INT)");
            try (ResultSet tables = other.getMetaData().getTables(null, "of_the_url", "inside", null)) {
                assertThat(tables.next()).isTrue();
            }
        }
    }

    @Test
    void twentyConnectionsWriteAndReadAtOnce() throws Exception {
        String table = GATEWAY.table("who INT, i INT");
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            List<Callable<Long>> clients = IntStream.range(0, 20)
                    .<Callable<Long>>mapToObj(who -> () -> writeAndCount(table, who))
                    .toList();
            List<Long> counts = new ArrayList<>();
            for (Future<Long> client : threads.invokeAll(clients)) {
                counts.add(client.get());
            }

            assertThat(counts).hasSize(20).containsOnly(5L);
            assertThat(GATEWAY.rows("SELECT count(*), count(DISTINCT who) FROM " + table))
                    .containsExactly(List.of("100", "20"));
        } finally {
            threads.shutdownNow();
        }
    }

    private static long writeAndCount(String table, int who) throws SQLException {
        try (Connection own = GATEWAY.connect();
                Statement writes = own.createStatement()) {
            for (int i = 0; i < 5; i++) {
                writes.execute("INSERT INTO " + table + " VALUES (" + who + ", " + i + ")");
            }
            try (ResultSet count = writes.executeQuery("SELECT count(*) FROM " + table + " WHERE who = " + who)) {
                count.next();
                return count.getLong(1);
            }
        }
    }

    /** What the driver says when it is refused; it may connect before it asks anything. */
    private static String refusal(String user, String password) {
        try (Connection refused = DriverManager.getConnection(GATEWAY.server().url("default"), user, password);
                Statement asks = refused.createStatement()) {
            asks.execute("SELECT 1");
            return "not refused";
        } catch (SQLException | RuntimeException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
