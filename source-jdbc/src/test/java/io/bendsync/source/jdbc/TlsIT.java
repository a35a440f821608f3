package io.bendsync.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bendsync.localstack.CacheFolder;
import io.bendsync.localstack.LocalMySql;
import io.bendsync.source.jdbc.config.SourceConfig;
import io.bendsync.testkit.LogCapture;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Encryption towards the server. The server's certificate is the one that MySQL makes for itself: from an authority of
 * its own, and for no host. 0.0.0.0 leads to this machine and does not say so, as another host's name would.
 */
class TlsIT {
    private static final String ELSEWHERE = "0.0.0.0";
    private static final int SECONDS_TO_LIVE = 8;
    private static final String STORE_PASSWORD = "canary-5tore";

    @TempDir
    private static Path folder;

    private Instant end;

    private static LocalMySql encrypted;
    private static LocalMySql plain;

    @BeforeAll
    static void startServers() throws Exception {
        encrypted = LocalMySql.builder(CacheFolder.standard())
                .dataFolder(folder.resolve("encrypted"))
                .start();
        plain = LocalMySql.builder(CacheFolder.standard())
                .dataFolder(folder.resolve("plain"))
                .option("--tls-version=")
                .start();
        for (LocalMySql server : List.of(encrypted, plain)) {
            try (Connection connection =
                            DriverManager.getConnection(server.url("mysql"), server.user(), server.password());
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE shop");
                statement.execute("CREATE TABLE shop.t (id INT AUTO_INCREMENT PRIMARY KEY)");
                statement.execute("INSERT INTO shop.t VALUES (1)");
            }
        }
        trustStore();
    }

    @AfterAll
    static void stopServers() {
        plain.close();
        encrypted.close();
    }

    @Test
    void certificateOfAnotherMachineIsVerifiedUnlessToldOtherwise() {
        Map<String, String> config = config(encrypted, ELSEWHERE).map();
        assertThat(ValidationIT.errors(config)).containsOnlyKeys("connection.ssl.mode");
        assertThat(ValidationIT.errors(config).get("connection.ssl.mode").get(0))
                .contains("certificate", "connection.ssl.truststore", "connection.ssl.mode=verify_ca");
        assertThatThrownBy(() -> TaskRun.start(config))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("connection.ssl.truststore");
    }

    @Test
    void serversOwnAuthorityInTheTrustStoreIsEnoughForVerifyCaAndNotForTheHostsName() throws SQLException {
        Settings trusting = config(encrypted, ELSEWHERE)
                .with("connection.ssl.truststore", folder.resolve("ca.p12").toString())
                .with("connection.ssl.truststore.password", STORE_PASSWORD)
                .with("connection.ssl.truststore.type", "PKCS12");
        assertThat(ValidationIT.errors(trusting.map())).containsOnlyKeys("connection.ssl.mode");
        trusting.with("connection.ssl.mode", "verify_ca");
        assertThat(ValidationIT.errors(trusting.map())).isEmpty();
        assertThat(cipher(trusting.map())).isNotEmpty();
        try (TaskRun run = TaskRun.start(trusting.map())) {
            assertThat(run.take(1)).hasSize(1);
        }
    }

    @Test
    void anExpiredCertificateIsNamed() throws Exception {
        Path certificate = shortLivedCertificate();
        Settings trusting = config(encrypted, ELSEWHERE)
                .with("connection.ssl.mode", "verify_ca")
                .with("connection.ssl.truststore", folder.resolve("expired.p12").toString())
                .with("connection.ssl.truststore.password", STORE_PASSWORD)
                .with("connection.ssl.truststore.type", "PKCS12");
        try (Connection connection =
                        DriverManager.getConnection(encrypted.url("mysql"), encrypted.user(), encrypted.password());
                Statement statement = connection.createStatement()) {
            for (String option : List.of("ssl_ca", "ssl_cert", "ssl_key")) {
                statement.execute("SET GLOBAL " + option + " = '" + certificate + "'");
            }
            statement.execute("ALTER INSTANCE RELOAD TLS"); // the server takes none that has expired already
            assertThat(cipher(trusting.map())).isNotEmpty();
            Awaitility.await("the certificate's end")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> Instant.now().isAfter(end));
            assertThat(ValidationIT.errors(trusting.map()).get("connection.ssl.mode"))
                    .singleElement()
                    .asString()
                    .contains("the certificate of the MySQL server " + ELSEWHERE, "has expired (NotAfter: ");
            assertThatThrownBy(() -> TaskRun.start(trusting.map()))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("has expired (NotAfter: ");
            statement.execute("SET GLOBAL ssl_ca = 'ca.pem', ssl_cert = 'server-cert.pem', ssl_key = 'server-key.pem'");
            statement.execute("ALTER INSTANCE RELOAD TLS");
        }
    }

    @Test
    void requiredIsEncryptedWhoeverAnswers() throws SQLException {
        Settings required = config(encrypted, ELSEWHERE).with("connection.ssl.mode", "required");
        assertThat(cipher(required.map())).isNotEmpty();
        assertThat(cipher(required.with("connection.ssl.mode", "disabled")
                        .with("connection.allowPublicKeyRetrieval", "true")
                        .map()))
                .isEmpty();
    }

    @Test
    void plainTextIsSaidAloudAndOnlyWhereTheServerHasNothingElse() throws SQLException {
        Settings settings = config(plain, ELSEWHERE).with("connection.allowPublicKeyRetrieval", "true");
        try (LogCapture log = new LogCapture()) {
            assertThat(cipher(settings.map())).isEmpty();
            assertThat(log.text()).contains("plain text", "connection.ssl.mode=disabled");
        }
        try (LogCapture log = new LogCapture()) {
            assertThat(cipher(settings.with("connection.ssl.mode", "disabled").map()))
                    .isEmpty();
            assertThat(log.text()).doesNotContain("plain text");
        }
        assertThat(ValidationIT.errors(
                        settings.with("connection.ssl.mode", "required").map()))
                .containsOnlyKeys("connection.ssl.mode");
    }

    @Test
    void betweenProgramsOfOneMachineNothingHasToBeSet() throws SQLException {
        try (LogCapture log = new LogCapture()) {
            assertThat(cipher(config(encrypted, "127.0.0.1").map())).isNotEmpty();
            assertThat(cipher(config(plain, "127.0.0.1").map())).isEmpty();
            assertThat(log.text()).doesNotContain("plain text");
        }
    }

    @Test
    void settingsThatCannotBeAreNamed() {
        Map<String, String> config = config(encrypted, "127.0.0.1")
                .with("connection.ssl.mode", "perhaps")
                .map();
        assertThat(ValidationIT.errors(config)).containsOnlyKeys("connection.ssl.mode");
        assertThat(ValidationIT.errors(config(encrypted, "127.0.0.1")
                        .with("connection.ssl.truststore", "http://evil/store")
                        .map()))
                .containsOnlyKeys("connection.ssl.truststore");
        assertThat(ValidationIT.errors(config(encrypted, ELSEWHERE)
                                .with("connection.ssl.truststore", "/nowhere/ca.p12")
                                .with("connection.ssl.truststore.password", STORE_PASSWORD)
                                .map())
                        .toString())
                .contains("connection.ssl.truststore")
                .doesNotContain(STORE_PASSWORD);
    }

    private static Settings config(LocalMySql server, String host) {
        return Settings.of("jdbc:mysql://" + host + ":" + server.port() + "/shop", server.user(), server.password())
                .with("mode", "incrementing");
    }

    /** The cipher of a session, empty for plain text. */
    private static String cipher(Map<String, String> config) throws SQLException {
        try (Connection connection = new SourceConfig(config).sessions().open();
                Statement statement = connection.createStatement();
                ResultSet status = statement.executeQuery("SHOW SESSION STATUS LIKE 'Ssl_cipher'")) {
            status.next();
            return status.getString(2);
        }
    }

    /** A key and its own certificate for some seconds in one PEM file, and expired.p12 that trusts it. */
    private Path shortLivedCertificate() throws Exception {
        Path file = folder.resolve("expired.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=expired",
                        "-startdate",
                        "-1d+" + SECONDS_TO_LIVE + "S",
                        "-validity",
                        "1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        STORE_PASSWORD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, STORE_PASSWORD.toCharArray());
        }
        Path pem = Files.writeString(
                folder.resolve("expired.pem"),
                pem(
                                "PRIVATE KEY",
                                store.getKey("server", STORE_PASSWORD.toCharArray())
                                        .getEncoded())
                        + pem("CERTIFICATE", store.getCertificate("server").getEncoded()));
        end = ((X509Certificate) store.getCertificate("server")).getNotAfter().toInstant();
        store.setCertificateEntry("authority", store.getCertificate("server"));
        store.deleteEntry("server");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, STORE_PASSWORD.toCharArray());
        }
        return pem;
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
                + "\n-----END " + what + "-----\n";
    }

    private static void trustStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream authority = Files.newInputStream(encrypted.dataFolder().resolve("ca.pem"))) {
            store.setCertificateEntry(
                    "mysql", CertificateFactory.getInstance("X.509").generateCertificate(authority));
        }
        try (OutputStream file = Files.newOutputStream(folder.resolve("ca.p12"))) {
            store.store(file, STORE_PASSWORD.toCharArray());
        }
    }
}
