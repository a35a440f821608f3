package io.bendsync.localstack.mysql;

import io.bendsync.localstack.process.LoopbackPorts;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The greeting that MySQL sends to whoever connects: the cheapest sign that it takes queries. */
final class Handshake {
    private static final int PROTOCOL = 10;
    private static final int LONGEST_VERSION = 80;
    private static final int LIMIT_MILLIS = 2_000;

    private Handshake() {}

    /** The version in the greeting on a loopback port; empty if nobody listens there, or no MySQL that is ready. */
    static Optional<String> version(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(LoopbackPorts.address(port), LIMIT_MILLIS);
            socket.setSoTimeout(LIMIT_MILLIS);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            in.skipNBytes(4); // the packet's length and number
            if (in.readUnsignedByte() != PROTOCOL) {
                return Optional.empty();
            }
            byte[] version = new byte[LONGEST_VERSION];
            int length = 0;
            for (int next = in.readUnsignedByte();
                    next != 0 && length < LONGEST_VERSION;
                    next = in.readUnsignedByte()) {
                version[length++] = (byte) next;
            }
            return Optional.of(new String(version, 0, length, StandardCharsets.US_ASCII));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
