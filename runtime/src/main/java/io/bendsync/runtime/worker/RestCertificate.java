package io.bendsync.runtime.worker;

import io.bendsync.runtime.problem.BendsyncException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;

/** The certificate with which the REST interface shows itself to others. */
public final class RestCertificate {
    private final Path file;
    private final X509Certificate certificate;

    private RestCertificate(Path file, X509Certificate certificate) {
        this.file = file;
        this.certificate = certificate;
    }

    /**
     * Reads it; empty where nothing is encrypted.
     *
     * @throws BendsyncException when the file, or its password, will not do
     */
    public static Optional<RestCertificate> of(RestAccess access) {
        return access.keystore().map(file -> read(file, access.keystorePassword()));
    }

    /** What is to be said of its dates at a moment; the pipeline itself does not need it. */
    public Optional<String> complaint(Instant now) {
        Instant end = certificate.getNotAfter().toInstant();
        Instant begin = certificate.getNotBefore().toInstant();
        if (now.isBefore(begin)) {
            return Optional.of(complaint("is not valid before " + begin));
        }
        return now.isAfter(end) ? Optional.of(complaint("expired on " + end)) : Optional.empty();
    }

    private String complaint(String what) {
        return "rest.tls.keystore: the certificate in " + file + " " + what + ": browsers and programs will refuse it."
                + " The pipeline runs; put a new certificate there and start again";
    }

    private static RestCertificate read(Path file, String password) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password.toCharArray());
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias) && store.getCertificate(alias) instanceof X509Certificate found) {
                    return new RestCertificate(file, found);
                }
            }
            throw BendsyncException.badSetting("rest.tls.keystore: " + file
                    + " holds no key with its certificate: make it by openssl pkcs12 -export, or keytool -genkeypair");
        } catch (IOException | GeneralSecurityException e) {
            throw BendsyncException.badSetting("rest.tls.keystore: " + file + " cannot be opened (" + e.getMessage()
                    + "): it must be a PKCS#12 file, and rest.tls.password its password");
        }
    }
}
