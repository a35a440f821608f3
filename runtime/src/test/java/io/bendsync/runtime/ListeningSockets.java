package io.bendsync.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The addresses on which a process listens for TCP connections, read from the kernel's own tables (Linux). */
public final class ListeningSockets {
    private static final String LISTEN = "0A";

    private ListeningSockets() {}

    /** Addresses in the kernel's notation without the port: 0100007F is 127.0.0.1. */
    public static Set<String> addressesOf(long pid) throws IOException {
        Set<String> inodes = inodesOf(pid);
        Set<String> addresses = new TreeSet<>();
        for (String table : List.of("tcp", "tcp6")) {
            List<String> lines = Files.readAllLines(Path.of("/proc/net", table));
            for (String line : lines.subList(1, lines.size())) {
                String[] fields = line.strip().split("\\s+", -1);
                if (fields[3].equals(LISTEN) && inodes.contains(fields[9])) {
                    addresses.add(fields[1].substring(0, fields[1].indexOf(':')));
                }
            }
        }
        return addresses;
    }

    /** Whether an address in that notation can be reached from this machine only. */
    public static boolean isLoopback(String address) {
        return address.equals("0100007F") // 127.0.0.1
                || address.equals("0000000000000000FFFF00000100007F") // the same, mapped into IPv6
                || address.equals("00000000000000000000000001000000"); // ::1
    }

    private static Set<String> inodesOf(long pid) throws IOException {
        Set<String> inodes = new HashSet<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            for (Path descriptor : descriptors.toList()) {
                if (Files.exists(descriptor, LinkOption.NOFOLLOW_LINKS)) {
                    String target = Files.readSymbolicLink(descriptor).toString();
                    if (target.startsWith("socket:[")) {
                        inodes.add(target.substring("socket:[".length(), target.length() - 1));
                    }
                }
            }
        }
        return inodes;
    }
}
