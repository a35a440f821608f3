package io.bendsync.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A network that fails on demand: stands between a client and a server, passes bytes both ways, and cuts, hangs or
 * refuses when told. Methods may be called by any thread; each takes effect before it returns.
 */
public final class FaultProxy implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int BACKLOG = 50;

    private final InetSocketAddress server;
    private final ServerSocket listener;
    private final Gate gate = new Gate();
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean refusing;
    private final AtomicLong accepted = new AtomicLong();

    private FaultProxy(InetSocketAddress server, ServerSocket listener) {
        this.server = server;
        this.listener = listener;
    }

    /** A proxy on a free loopback port before a server on this host and port. */
    public static FaultProxy before(String host, int port) {
        try {
            InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            FaultProxy proxy =
                    new FaultProxy(new InetSocketAddress(host, port), new ServerSocket(0, BACKLOG, loopback));
            Daemon.start("fault-proxy-accept", proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where clients connect to instead of the server. */
    public String host() {
        return listener.getInetAddress().getHostAddress();
    }

    /** Where clients connect to instead of the server. */
    public int port() {
        return listener.getLocalPort();
    }

    /** How many connections run through it now. */
    public int openConnections() {
        return connections.size();
    }

    /** How many connections were let in so far, to see that a client came back. */
    public long acceptedConnections() {
        return accepted.get();
    }

    /** Resets every connection, as a broken cable and a router that noticed would. New ones are let in. */
    public void cut() {
        connections.forEach(ProxiedConnection::reset);
    }

    /** Resets new connections as soon as they come, until {@link #heal()}; those that run go on. */
    public void refuse() {
        refusing = true;
    }

    /** Passes no more bytes but keeps every connection open, old and new, until {@link #heal()}. */
    public void hang() {
        gate.shut();
    }

    /** Ends {@link #refuse()} and {@link #hang()}; what was held back goes on its way. */
    public void heal() {
        refusing = false;
        gate.open();
    }

    /** Ends the proxy with all its connections. */
    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            cut();
            gate.open();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                admit(listener.accept());
            } catch (IOException e) {
                // The listener was closed, or the client is gone already.
            }
        }
    }

    private void admit(Socket client) throws IOException {
        if (refusing) {
            client.setSoLinger(true, 0);
            client.close();
            return;
        }
        accepted.incrementAndGet();
        // By a thread of its own: a server that does not answer must not keep others from being let in.
        Daemon.start("fault-proxy-connect", () -> connect(client));
    }

    private void connect(Socket client) {
        Socket upstream = new Socket();
        ProxiedConnection connection = new ProxiedConnection(client, upstream, gate, connections::remove);
        connections.add(connection);
        try {
            upstream.connect(server, CONNECT_MILLIS);
            connection.start();
        } catch (IOException e) {
            connection.reset();
        }
        if (listener.isClosed()) {
            connection.reset();
        }
    }
}
