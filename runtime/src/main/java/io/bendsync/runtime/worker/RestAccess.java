package io.bendsync.runtime.worker;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Who may reach a worker's REST interface, beside those on this machine.
 *
 * @param listen where it listens beside its loopback port; empty: nowhere
 * @param user empty: nobody is asked who they are
 * @param keystore the certificate and its key, a PKCS#12 file; empty: without encryption
 */
public record RestAccess(
        Optional<Address> listen, String user, String password, Optional<Path> keystore, String keystorePassword) {

    /** Whoever is on this machine, and nobody else. */
    public static final RestAccess LOOPBACK = new RestAccess(Optional.empty(), "", "", Optional.empty(), "");

    /** A host's name or number, and a port. */
    public record Address(String host, int port) {
        /** Whether only this machine can reach it. */
        public boolean isLoopback() {
            return host.equals("localhost") || host.matches("127(\\.\\d{1,3}){3}") || host.equals("::1");
        }

        @Override
        public String toString() {
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }
    }

    /** Whether a password is asked for. */
    public boolean asksForPassword() {
        return !user.isEmpty();
    }

    /** The address that is open beside loopback, as Kafka Connect writes it. */
    Optional<String> listener() {
        return listen.map(address -> (keystore.isPresent() ? "https://" : "http://") + address);
    }

    @Override
    public String toString() {
        return "RestAccess[" + listener().orElse("loopback") + (asksForPassword() ? ", password" : "") + "]";
    }
}
