package io.bendsync.testkit;

import java.io.IOException;
import java.net.Socket;
import java.util.function.Consumer;

/** One client's connection through a {@link FaultProxy}, and the one to the server behind it. */
final class ProxiedConnection {
    private static final int CHUNK = 16 * 1024;

    private final Socket client;
    private final Socket server;
    private final Gate gate;
    private final Consumer<ProxiedConnection> ended;

    /**
     * Two sockets to be joined.
     *
     * @param ended told once when the connection has ended
     */
    ProxiedConnection(Socket client, Socket server, Gate gate, Consumer<ProxiedConnection> ended) {
        this.client = client;
        this.server = server;
        this.gate = gate;
        this.ended = ended;
    }

    void start() {
        Daemon.start("fault-proxy-up", () -> pass(client, server));
        Daemon.start("fault-proxy-down", () -> pass(server, client));
    }

    /** Ends both sides at once, with a reset rather than an orderly end. */
    void reset() {
        close(client);
        close(server);
        ended.accept(this);
    }

    private void pass(Socket from, Socket to) {
        byte[] chunk = new byte[CHUNK];
        try {
            for (int read = from.getInputStream().read(chunk);
                    read >= 0;
                    read = from.getInputStream().read(chunk)) {
                gate.pass();
                to.getOutputStream().write(chunk, 0, read);
            }
            gate.pass();
            to.shutdownOutput();
            if (from.isOutputShutdown()) {
                reset();
            }
        } catch (IOException e) {
            reset();
        }
    }

    private static void close(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // It is closed already; so be it.
        }
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing more can be done to it.
        }
    }
}
