package io.bendsync.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionOptionsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"allowLoadLocalInfile", "AllowMultiQueries", "queryInterceptors", "somethingNew", "password"})
    void optionsThatAreNotOnTheListAreRefused(String option) {
        assertThat(ConnectionOptions.problems(Map.of(option, "x")))
                .singleElement()
                .asString()
                .contains(option)
                .contains("not allowed");
    }

    @Test
    void oursWinOverTheUsers() {
        var options = ConnectionOptions.effective(
                MySqlUrl.parse("jdbc:mysql://127.0.0.1/d"),
                Map.of("AllowLoadLocalInfile", "true", "useSSL", "false"),
                Encryption.VERIFIED);
        assertThat(options)
                .containsEntry("allowLoadLocalInfile", "false")
                .containsEntry("allowMultiQueries", "false")
                .containsEntry("useSSL", "false")
                .doesNotContainKey("sslMode");
    }

    @Test
    void keyStoresAreFilesOnly() {
        assertThat(ConnectionOptions.problems(Map.of("trustCertificateKeyStoreUrl", "http://evil/x")))
                .hasSize(1);
        assertThat(ConnectionOptions.problems(Map.of("trustCertificateKeyStoreUrl", "file:/etc/x")))
                .isEmpty();
    }

    @Test
    void whoeverIsElsewhereMustProveWhoTheyAreAndIsAskedForNoKey() {
        var options = ConnectionOptions.effective(
                MySqlUrl.parse("jdbc:mysql://db.example.org/d"), Map.of(), Encryption.VERIFIED);
        assertThat(options).containsEntry("sslMode", "VERIFY_IDENTITY").doesNotContainKey("allowPublicKeyRetrieval");
    }

    @Test
    void theKeysForTlsWinOverTheUrlAndOtherKeysAreLeftAlone() {
        MySqlUrl url = MySqlUrl.parse("jdbc:mysql://db.example.org/d?sslMode=PREFERRED");
        assertThat(ConnectionOptions.given(
                        url,
                        Map.of(
                                "connection.ssl.mode",
                                "verify_ca",
                                "connection.tcpNoDelay",
                                "true",
                                "connection.url",
                                "x"),
                        key -> key.equals("connection.url") || key.startsWith("connection.ssl.")))
                .containsExactlyInAnyOrderEntriesOf(Map.of("sslMode", "VERIFY_CA", "tcpNoDelay", "true"));
    }

    @Test
    void plainTextIsTheLastResortAndOnlyWhereNothingElseIsOffered() throws SQLException {
        MySqlUrl url = MySqlUrl.parse("jdbc:mysql://db.example.org/d");
        List<Encryption> tried = new ArrayList<>();
        Encryption got = Encryption.open(
                url,
                Map.of(),
                encryption -> {
                    tried.add(encryption);
                    if (encryption == Encryption.VERIFIED) {
                        throw new SQLException("x: " + com.mysql.cj.Messages.getString("MysqlIO.15"));
                    }
                    return encryption;
                },
                () -> tried.add(null));

        assertThat(got).isEqualTo(Encryption.NONE);
        assertThat(tried).containsExactly(Encryption.VERIFIED, null, Encryption.NONE);
        Encryption chosen = Encryption.open(url, Map.of("sslmode", "REQUIRED"), encryption -> encryption, () -> {});
        assertThat(chosen).isEqualTo(Encryption.OFFERED);
    }
}
