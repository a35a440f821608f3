package io.bendsync.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bendsync.runtime.problem.BendsyncException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestCertificateTest {
    private static final String PASSWORD = "canary-store";

    @TempDir
    Path folder;

    @Test
    void anExpiredCertificateIsNamed() throws Exception {
        Path store = folder.resolve("rest.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=x",
                        "-startdate",
                        "-10d",
                        "-validity",
                        "5",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .start();
        assertThat(keytool.waitFor()).isZero();

        RestCertificate certificate =
                RestCertificate.of(access(store, PASSWORD)).orElseThrow();

        assertThat(certificate.complaint(Instant.now()))
                .get()
                .asString()
                .startsWith("rest.tls.keystore: the certificate in " + store + " expired on 2")
                .contains("put a new certificate there and start again");
        assertThat(certificate.complaint(Instant.now().minus(Duration.ofDays(7))))
                .isEmpty();
        assertThat(certificate.complaint(Instant.now().minus(Duration.ofDays(30))))
                .get()
                .asString()
                .contains("is not valid before");
        assertThatThrownBy(() -> RestCertificate.of(access(store, "canary-wrong")))
                .isInstanceOf(BendsyncException.class)
                .hasMessageContaining(store + " cannot be opened")
                .hasMessageContaining("rest.tls.password")
                .hasMessageNotContaining("canary");
    }

    @Test
    void aFileThatIsNoKeyStoreIsNamed() throws IOException {
        Path store = Files.writeString(folder.resolve("rest.p12"), "no key store");

        assertThatThrownBy(() -> RestCertificate.of(access(store, PASSWORD)))
                .isInstanceOf(BendsyncException.class)
                .hasMessageContaining(store + " cannot be opened");
    }

    private static RestAccess access(Path store, String password) {
        return new RestAccess(Optional.empty(), "", "", Optional.of(store), password);
    }
}
