package io.bendsync.runtime.worker;

import io.bendsync.runtime.problem.BendsyncException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * The three loopback ports of an embedded Kafka: broker, controller, and Connect's REST interface. Those of the last
 * start are taken again where they are free, so that a person's commands keep working.
 */
public record Ports(int broker, int controller, int rest) {
    private static final String FILE = "ports.properties";

    /** A port that was not asked for. */
    public static final int ANY = 0;

    /**
     * Chooses the ports for a data folder and remembers them in it.
     *
     * @param rest the REST port asked for, or {@link #ANY}
     * @throws BendsyncException when the port asked for is taken
     */
    public static Ports choose(Path folder, int rest) {
        Ports last = read(folder);
        List<ServerSocket> held = new ArrayList<>();
        try {
            int chosenRest = rest == ANY ? preferring(last.rest, held) : exactly(rest, held, "--rest-port");
            Ports ports = new Ports(preferring(last.broker, held), preferring(last.controller, held), chosenRest);
            ports.write(folder);
            return ports;
        } catch (IOException e) {
            throw BendsyncException.failed("cannot choose ports for Kafka on 127.0.0.1: " + e, e);
        } finally {
            held.forEach(Ports::release);
        }
    }

    /**
     * The same for a Kafka alone.
     *
     * @param broker the port asked for, or {@link #ANY}
     */
    public static Ports chooseBroker(Path folder, int broker) {
        Ports last = read(folder);
        List<ServerSocket> held = new ArrayList<>();
        try {
            int chosen = broker == ANY ? preferring(last.broker, held) : exactly(broker, held, "--port");
            Ports ports = new Ports(chosen, preferring(last.controller, held), ANY);
            ports.write(folder);
            return ports;
        } catch (IOException e) {
            throw BendsyncException.failed("cannot choose ports for Kafka on 127.0.0.1: " + e, e);
        } finally {
            held.forEach(Ports::release);
        }
    }

    /** The ports that a running bendsync on that folder has, or three zeros when it never ran. */
    public static Ports read(Path folder) {
        Properties properties = new Properties();
        Path file = folder.resolve(FILE);
        if (Files.exists(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                properties.load(in);
            } catch (IOException e) {
                throw BendsyncException.failed("cannot read " + file + ": " + e, e);
            }
        }
        return new Ports(port(properties, "broker"), port(properties, "controller"), port(properties, "rest"));
    }

    private void write(Path folder) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("broker", Integer.toString(broker));
        properties.setProperty("controller", Integer.toString(controller));
        properties.setProperty("rest", Integer.toString(rest));
        try (OutputStream out = Files.newOutputStream(folder.resolve(FILE))) {
            properties.store(out, "loopback ports of the last start");
        }
    }

    private static int port(Properties properties, String key) {
        String value = properties.getProperty(key, "0");
        return value.matches("\\d{1,5}") ? Integer.parseInt(value) : ANY;
    }

    private static int preferring(int port, List<ServerSocket> held) throws IOException {
        if (port != ANY) {
            try {
                return bind(port, held);
            } catch (IOException e) {
                return bind(ANY, held);
            }
        }
        return bind(ANY, held);
    }

    private static int exactly(int port, List<ServerSocket> held, String option) {
        try {
            return bind(port, held);
        } catch (IOException e) {
            throw BendsyncException.badSetting(
                    "port " + port + " on 127.0.0.1 is taken: choose another one (" + option + ")");
        }
    }

    /** All are held until all are chosen, so that no two are the same. */
    private static int bind(int port, List<ServerSocket> held) throws IOException {
        ServerSocket socket = new ServerSocket();
        held.add(socket);
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return socket.getLocalPort();
    }

    private static void release(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw BendsyncException.failed("cannot release port " + socket.getLocalPort() + ": " + e, e);
        }
    }
}
