package io.bendsync.distribution.compose;

import io.bendsync.localstack.process.LoopbackPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every port of every container as a free port of this machine. Java processes find the services by their names, as in
 * the containers' network; shell commands, which cannot, by 127.0.0.1.
 */
final class Addresses {
    private static final String OWN = "127\\.0\\.0\\.1|0\\.0\\.0\\.0|localhost";

    private final Map<String, Integer> ports = new HashMap<>();
    private final Set<String> services;

    Addresses(Set<String> services) {
        this.services = services;
    }

    /** The port of this machine that stands for a container's. */
    int port(String service, int containerPort) {
        return ports.computeIfAbsent(service + ":" + containerPort, key -> LoopbackPorts.anyFree());
    }

    /** A text for a Java process of that service. */
    String forJava(String service, String text) {
        return own(service, services(text, true));
    }

    /** A text for a shell command of that service. */
    String forShell(String service, String text) {
        String here = own(service, services(text, false));
        // The mysql program's way to write a port.
        return Pattern.compile("-P(\\d+)")
                .matcher(here)
                .replaceAll(found -> "-P" + port(service, Integer.parseInt(found.group(1))));
    }

    /** A file for {@code -Djdk.net.hosts.file}. */
    Path hosts(Path folder) {
        StringBuilder lines = new StringBuilder("127.0.0.1 localhost\n");
        services.forEach(name -> lines.append("127.0.0.1 ").append(name).append('\n'));
        try {
            return Files.writeString(folder.resolve("hosts"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String services(String text, boolean byName) {
        Matcher address = Pattern.compile("\\b(" + String.join("|", services) + "):(\\d{4,5})\\b")
                .matcher(text);
        return address.replaceAll(found -> (byName ? found.group(1) : LoopbackPorts.HOST) + ":"
                + port(found.group(1), Integer.parseInt(found.group(2))));
    }

    private String own(String service, String text) {
        Matcher address =
                Pattern.compile("(?<![\\w.])(" + OWN + "):(\\d{4,5})\\b").matcher(text);
        return address.replaceAll(
                found -> LoopbackPorts.HOST + ":" + portOf(service, Integer.parseInt(found.group(2))));
    }

    /** What is a port of this machine already stays. */
    private int portOf(String service, int number) {
        return ports.containsValue(number) ? number : port(service, number);
    }
}
