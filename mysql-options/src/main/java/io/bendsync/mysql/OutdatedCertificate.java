package io.bendsync.mysql;

import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;

/** Finds in a failed connection that the server's certificate is out of date, which the driver tells far down only. */
public final class OutdatedCertificate {
    private OutdatedCertificate() {}

    /**
     * Says what is wrong with the certificate and how to mend it.
     *
     * @return the words to follow "the certificate of the MySQL server …"; empty where that is not why it failed
     */
    public static Optional<String> complaint(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            boolean early = cause instanceof CertificateNotYetValidException;
            if (early || cause instanceof CertificateExpiredException) {
                return Optional.of((early ? "is not valid yet" : "has expired") + " (" + cause.getMessage()
                        + "); give the server a new one and say ALTER INSTANCE RELOAD TLS, or set this machine's clock"
                        + " right");
            }
        }
        return Optional.empty();
    }
}
