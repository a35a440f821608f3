package io.bendsync.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.sql.SQLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class OutdatedCertificateTest {
    @Test
    void anExpiredCertificateIsFoundHoweverDeep() {
        assertThat(OutdatedCertificate.complaint(failure(new CertificateExpiredException("NotAfter: Sun"))))
                .get()
                .asString()
                .startsWith("has expired (NotAfter: Sun)")
                .contains("ALTER INSTANCE RELOAD TLS");
        assertThat(OutdatedCertificate.complaint(failure(new CertificateNotYetValidException("NotBefore: Sun"))))
                .get()
                .asString()
                .startsWith("is not valid yet (NotBefore: Sun)");
    }

    @Test
    void otherFailuresAreNone() {
        assertThat(OutdatedCertificate.complaint(failure(new CertPathValidatorException("unknown authority"))))
                .isEmpty();
    }

    private static SQLException failure(Exception deepest) {
        SSLHandshakeException handshake = new SSLHandshakeException("PKIX path validation failed");
        handshake.initCause(new CertPathValidatorException("validity check failed", deepest));
        return new SQLException("Communications link failure", "08S01", handshake);
    }
}
