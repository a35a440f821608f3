package io.bendsync.localstack.process;

import io.bendsync.localstack.LocalStackException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports on 127.0.0.1. Those that we choose lie below the range from which Linux takes the local ends of outgoing
 * connections (32768 and up): a server that is stopped and started again on its port would else now and then find it
 * in use by somebody's connection.
 */
public final class LoopbackPorts {
    /** The loopback address that everything of ours listens on. */
    public static final String HOST = "127.0.0.1";

    private static final int LOWEST = 12_000;
    private static final int HIGHEST = 32_000;
    private static final int ATTEMPTS = 200;

    private LoopbackPorts() {}

    /** The loopback address with a port; never IPv6, whatever the JVM prefers. */
    public static InetSocketAddress address(int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        } catch (UnknownHostException e) {
            throw new AssertionError("four bytes are an address", e);
        }
    }

    /** A port that is free now. */
    public static int anyFree() {
        return anyFree(1);
    }

    /** The first of so many free ports in a row. */
    public static int anyFree(int count) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int first = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST - count);
            if (areFree(first, count)) {
                return first;
            }
        }
        throw new LocalStackException("No " + count + " free ports in a row were found on " + HOST + " between "
                + LOWEST + " and " + HIGHEST + ".");
    }

    /** Whether nobody listens on any of so many ports from the first one on. */
    public static boolean areFree(int first, int count) {
        for (int port = first; port < first + count; port++) {
            if (!isFree(port)) {
                return false;
            }
        }
        return true;
    }

    /** Whether nobody listens on a port. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address(port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Complains if somebody listens on a port.
     *
     * @param server who wants it, for the message
     */
    public static void requireFree(int port, String server) {
        if (!isFree(port)) {
            throw new LocalStackException("Port " + port + " on " + HOST + " is taken by another program, so " + server
                    + " cannot listen there. Stop that program, or choose another port (0 takes any free one).");
        }
    }
}
