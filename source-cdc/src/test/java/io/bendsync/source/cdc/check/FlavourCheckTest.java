package io.bendsync.source.cdc.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.source.cdc.config.Translation;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlavourCheckTest {

    @Test
    void mariaDbIsRefusedWithAWordOnWhatToUse() {
        Finding finding = FlavourCheck.mariaDb("connection.url", "11.4.2-MariaDB");

        assertThat(finding.isError()).isTrue();
        assertThat(finding.key()).isEqualTo("connection.url");
        assertThat(finding.message()).contains("11.4.2-MariaDB", "MariaDbConnector", "polling source");
    }

    /** As MariaDB's packages call themselves, and as it does behind a proxy that hides behind MySQL's number. */
    @Test
    void mariaDbIsKnownByItsVersion() throws SQLException {
        for (String version : List.of("11.4.2-MariaDB-ubu2404", "5.5.5-10.6.18-MariaDB-log", "8.0.36-mariadb")) {
            assertThat(new FlavourCheck().findings(server(version)))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.message()).contains(version));
        }
        for (String version : List.of("8.0.33", "9.7.4-2", "8.4.3-commercial")) {
            assertThat(new FlavourCheck().findings(server(version))).isEmpty();
        }
    }

    private static Server server(String version) throws SQLException {
        Map<String, String> config =
                Map.of("connection.url", "jdbc:mysql://db/shop", "connection.user", "u", "topic.prefix", "p");
        return Server.behind(connection(version), Translation.of(config));
    }

    private static Connection connection(String version) {
        return stub(Connection.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "prepareStatement" ->
                statement(PreparedStatement.class, arguments[0].equals("SELECT VERSION()") ? version : "u@%");
            case "createStatement" -> statement(Statement.class, "gtid_mode");
            default -> null;
        });
    }

    private static <T extends Statement> T statement(Class<T> type, String answer) {
        return stub(type, (proxy, method, arguments) -> method.getName().equals("executeQuery") ? rows(answer) : null);
    }

    private static ResultSet rows(String cell) {
        Iterator<String> rows = List.of(cell).iterator();
        return stub(ResultSet.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "next" -> {
                boolean more = rows.hasNext();
                if (more) {
                    rows.next();
                }
                yield more;
            }
            case "getString" -> cell;
            case "getMetaData" -> stub(ResultSetMetaData.class, (p, m, a) -> 2);
            default -> null;
        });
    }

    private static <T> T stub(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
