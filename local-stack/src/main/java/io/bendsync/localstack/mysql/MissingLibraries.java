package io.bendsync.localstack.mysql;

import io.bendsync.localstack.LocalStackException;
import io.bendsync.localstack.apt.AptRoot;
import io.bendsync.localstack.process.Command;
import io.bendsync.localstack.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Oracle's build takes a few libraries from the machine. What is not installed comes from the machine's distribution,
 * unpacked among MySQL's own libraries, where its programs look first.
 */
final class MissingLibraries {
    private static final String PURPOSE = "to complete MySQL 8.0's libraries";
    /** Library to the packages that may hold it; newer releases of Debian say t64. */
    private static final Map<String, List<String>> PACKAGES = Map.of(
            "libaio.so.1", List.of("libaio1t64", "libaio1"),
            "libnuma.so.1", List.of("libnuma1"),
            "libtinfo.so.6", List.of("libtinfo6"));

    private final Programs programs;
    private final Consumer<String> progress;

    MissingLibraries(Programs programs, Consumer<String> progress) {
        this.programs = programs;
        this.progress = progress;
    }

    /**
     * Adds what is missing.
     *
     * @param root the unpacked MySQL
     * @param work a folder for what is needed on the way
     */
    void add(Path root, Path work) throws IOException {
        List<String> missing = missing(root);
        if (missing.isEmpty()) {
            return;
        }
        progress.accept(
                "Downloading " + String.join(", ", missing) + ", which MySQL 8.0 needs and this machine lacks …");
        AptRoot apt = AptRoot.forThisMachine(work.resolve("libraries"), programs, PURPOSE, List.of());
        apt.update().ifPresent(complaint -> {
            throw lacking(missing, complaint);
        });
        for (String library : missing) {
            add(library, apt, root);
        }
    }

    private List<String> missing(Path root) {
        Path ldd = programs.require("ldd", PURPOSE);
        return Stream.of("mysqld", "mysql")
                .map(program -> Command.of(
                                ldd, root.resolve("bin").resolve(program).toString())
                        .run()
                        .out())
                .flatMap(String::lines)
                .filter(line -> line.contains("not found"))
                .map(line -> line.strip().replaceFirst("\\s.*", ""))
                .distinct()
                .toList();
    }

    private void add(String library, AptRoot apt, Path root) throws IOException {
        Optional<String> complaint = Optional.of("no package is known for it");
        for (String name : PACKAGES.getOrDefault(library, List.of())) {
            complaint = apt.downloadAlone(name);
            if (complaint.isEmpty()) {
                break;
            }
        }
        if (complaint.isPresent()) {
            throw lacking(List.of(library), complaint.get());
        }
        Path unpacked = Files.createDirectories(apt.archives().resolveSibling("unpacked-" + library));
        try (Stream<Path> packages = Files.list(apt.archives())) {
            for (Path file :
                    packages.filter(each -> each.toString().endsWith(".deb")).toList()) {
                Command.of(programs.require("dpkg-deb", PURPOSE), "-x", file.toString(), unpacked.toString())
                        .run();
            }
        }
        try (Stream<Path> files = Files.walk(unpacked)) {
            Path found = files.filter(file -> isLibrary(file.getFileName().toString(), library))
                    .findFirst()
                    .orElseThrow(() -> lacking(List.of(library), "its package does not hold it"));
            Files.copy(found.toRealPath(), root.resolve("lib/private").resolve(library));
        }
    }

    private static boolean isLibrary(String file, String library) {
        return file.equals(library) || file.equals(library + "t64");
    }

    private static LocalStackException lacking(List<String> libraries, String complaint) {
        return new LocalStackException("MySQL 8.0 needs " + String.join(", ", libraries)
                + ", which this machine lacks and which cannot be downloaded: " + complaint + ". Install it.");
    }
}
