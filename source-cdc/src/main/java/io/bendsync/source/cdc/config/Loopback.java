package io.bendsync.source.cdc.config;

import java.util.Set;

/** The names and addresses that are always this machine's own. */
public final class Loopback {

    private static final Set<String> HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");

    private Loopback() {}

    /** Whether a server of this host name is on this machine, where nobody listens between two programs. */
    public static boolean contains(String host) {
        return HOSTS.contains(host);
    }
}
