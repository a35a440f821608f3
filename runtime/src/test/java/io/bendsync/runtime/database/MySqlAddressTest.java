package io.bendsync.runtime.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bendsync.mysql.Encryption;
import io.bendsync.runtime.problem.BendsyncException;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MySqlAddressTest {
    private static final String REMOTE = "jdbc:mysql://db.example.org:3306/shop";

    @Test
    void aServerElsewhereMustProveWhoItIs() throws SQLException {
        MySqlAddress address = MySqlAddress.of(REMOTE, Map.of());

        Encryption first = address.open(encryption -> encryption, () -> {});
        assertThat(address.options(first))
                .containsEntry("sslMode", "VERIFY_IDENTITY")
                .doesNotContainKey("allowPublicKeyRetrieval");
    }

    @Test
    void thePipelinesTlsSettingsCount() {
        assertThat(MySqlAddress.of(
                                REMOTE + "?sslMode=PREFERRED",
                                Map.of(
                                        "connection.ssl.mode", "verify_ca",
                                        "connection.ssl.truststore", "/etc/ca.p12",
                                        "connection.ssl.truststore.password", "canary",
                                        "connection.attempts", "3",
                                        "connection.tcpNoDelay", "true",
                                        "batch.max.rows", "7"))
                        .options(Encryption.VERIFIED))
                .containsEntry("sslMode", "VERIFY_CA")
                .containsEntry("trustCertificateKeyStoreUrl", "file:/etc/ca.p12")
                .containsEntry("trustCertificateKeyStorePassword", "canary")
                .containsEntry("tcpNoDelay", "true")
                .doesNotContainKeys("attempts", "batch.max.rows");
        assertThat(MySqlAddress.of(
                                REMOTE, Map.of("database.ssl.mode", "verify_identity", "driver.tlsVersions", "TLSv1.3"))
                        .believing()
                        .options(Encryption.OFFERED))
                .containsEntry("sslMode", "VERIFY_IDENTITY")
                .containsEntry("tlsVersions", "TLSv1.3");
    }

    @Test
    void theBinlogSourcesServerIsBelievedUnlessToldOtherwise() {
        assertThat(MySqlAddress.of(REMOTE, Map.of()).believing().options(Encryption.VERIFIED))
                .containsEntry("sslMode", "PREFERRED")
                .doesNotContainKey("allowPublicKeyRetrieval");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql://(host=h,allowLoadLocalInfile=true)/d",
                "jdbc:mysql://address=(host=h)(allowLoadLocalInfile=true)/d",
                "jdbc:mysql:loadbalance://h/d",
                "jdbc:mysql+srv://h/d",
                "jdbc:mysql://u:canary@h/d",
                "jdbc:mysql://h/d?allowLoadLocalInfile=true",
                "jdbc:mysql://h/d?queryInterceptors=x.Y",
                "jdbc:mysql://h/d?trustCertificateKeyStoreUrl=http://evil/x"
            })
    void nothingElseReachesTheDriver(String url) {
        assertThatThrownBy(() -> MySqlAddress.of(url, Map.of()))
                .isInstanceOf(BendsyncException.class)
                .hasMessageNotContaining("canary");
    }
}
