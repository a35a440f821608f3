package io.bendsync.localstack.mysql;

import io.bendsync.localstack.LocalStackException;
import io.bendsync.localstack.apt.AptRoot;
import io.bendsync.localstack.process.Command;
import io.bendsync.localstack.process.DiskSpace;
import io.bendsync.localstack.process.Programs;
import io.bendsync.localstack.process.Staging;
import io.bendsync.localstack.process.Took;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * MySQL from Debian's packages, C library included: they are only unpacked, and each program runs under the dynamic
 * loader and libraries that came with it, whatever the machine's own release is.
 */
final class DebianMySql {
    static final String SERIES = "9.7";
    /** The only suite of Debian that carries 9.7; older ones have MariaDB instead. */
    private static final String SUITE = "sid";

    private static final String SERVER = "mysql-server-core";
    private static final List<String> PACKAGES = List.of(SERVER, "mysql-client-core", "tzdata", "tzdata-legacy");
    private static final List<String> TOOLS = List.of("apt-get", "dpkg", "dpkg-deb");
    private static final String PURPOSE = "to download MySQL without Docker (any Debian has it)";
    private static final int MEGABYTES = 700;

    private static final List<String> PROGRAMS = List.of(
            "usr/sbin/mysqld",
            "usr/bin/mysql",
            "usr/bin/mysqladmin",
            "usr/bin/mysqlbinlog",
            "usr/bin/mysqldump",
            "usr/bin/mysql_tzinfo_to_sql");

    private final Programs programs;
    private final Consumer<String> progress;

    DebianMySql(Programs programs, Consumer<String> progress) {
        this.programs = programs;
        this.progress = progress;
    }

    /**
     * Downloads, unpacks and tries out.
     *
     * @param folder where it goes; the caller holds its lock
     * @return why it cannot be had on this machine; empty if it is there now
     */
    Optional<String> install(Path folder) {
        List<String> missing =
                TOOLS.stream().filter(tool -> programs.find(tool).isEmpty()).toList();
        if (!missing.isEmpty()) {
            return Optional.of("this machine has no " + String.join(" and no ", missing));
        }
        DiskSpace.require(folder.getParent(), MEGABYTES, "MySQL " + SERIES);
        try (Staging staging = Staging.begin(folder)) {
            AptRoot apt = AptRoot.forAnySuite(staging.folder().resolve("apt"), programs, PURPOSE);
            Optional<String> failure = download(apt);
            if (failure.isPresent()) {
                return failure;
            }
            Took took = new Took();
            Path root = unpack(programs.require("dpkg-deb", "to unpack MySQL"), apt.archives(), staging.folder());
            wrapPrograms(root);
            tryOut(root);
            staging.publish(root);
            progress.accept("Unpacked MySQL in " + took + " into " + folder);
            return Optional.empty();
        } catch (IOException e) {
            throw new LocalStackException(
                    "MySQL could not be put into " + folder + ": " + e.getMessage()
                            + ". Is the disk full? Try again once that is mended; nothing half-finished stays.",
                    e);
        }
    }

    private Optional<String> download(AptRoot apt) {
        List<String> mirrors = apt.mirrors();
        String reason = "this machine's apt configuration names no Debian mirror";
        for (String mirror : mirrors) {
            progress.accept("Looking for MySQL " + SERIES + " in " + mirror + " (" + SUITE + ") …");
            Optional<String> failure = download(apt, mirror);
            if (failure.isEmpty()) {
                return failure;
            }
            reason = failure.get();
        }
        return Optional.of(reason);
    }

    private Optional<String> download(AptRoot apt, String mirror) {
        Optional<String> unread = apt.update(mirror, SUITE);
        if (unread.isPresent()) {
            return Optional.of("apt-get update said: " + unread.get());
        }
        AptRoot.Plan plan = apt.plan(PACKAGES);
        if (plan.complaint().isPresent()) {
            return Optional.of("apt-get install said: " + plan.complaint().get());
        }
        String version = plan.version(SERVER).orElse("of no known version");
        if (!acceptable(version)) {
            return Optional.of("Debian's " + SUITE + " has MySQL " + version + " by now");
        }
        progress.accept("Downloading MySQL " + version + " (" + plan.megabytes() + " MB) …");
        Took took = new Took();
        Optional<String> failure = apt.download(PACKAGES);
        if (failure.isEmpty()) {
            progress.accept("Downloaded MySQL in " + took);
        }
        return failure.map(said -> "the download failed: " + said);
    }

    /** Goes on with another release of the same major number, and says so. */
    private boolean acceptable(String version) {
        if (version.startsWith(SERIES + ".")) {
            return true;
        }
        if (version.startsWith(SERIES.substring(0, SERIES.indexOf('.') + 1))) {
            progress.accept("MySQL " + SERIES + " was expected and " + version + " found; going on with that");
            return true;
        }
        return false;
    }

    private static Path unpack(Path unpacker, Path archives, Path work) throws IOException {
        Path root = Files.createDirectories(work.resolve("root"));
        List<Path> packages;
        try (Stream<Path> files = Files.list(archives)) {
            packages = files.filter(file -> file.toString().endsWith(".deb"))
                    .sorted()
                    .toList();
        }
        // In turn: two at once could race to make the same folder a symbolic link.
        for (Path file : packages) {
            Command.Outcome outcome =
                    Command.of(unpacker, "-x", file.toString(), root.toString()).run();
            if (!outcome.succeeded()) {
                throw new LocalStackException(
                        "dpkg-deb could not unpack " + file.getFileName() + ": " + outcome.complaint());
            }
        }
        return root;
    }

    private static void wrapPrograms(Path root) throws IOException {
        Path loader = root.relativize(findFile(root, "ld-linux"));
        Path libraries = root.relativize(findFile(root, "libc.so.6").getParent());
        Files.createDirectories(root.resolve("bin"));
        for (String program : PROGRAMS) {
            refuseStrays(root, loader, libraries, program);
            Path wrapper = root.resolve("bin").resolve(Path.of(program).getFileName());
            Files.writeString(wrapper, """
                    #!/bin/sh
                    # Runs ../%1$s under the dynamic loader and libraries that came with it.
                    here=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)
                    unset LD_PRELOAD
                    exec "$here/%2$s" --inhibit-cache --library-path "$here/%3$s" "$here/%1$s" "$@"
                    """.formatted(program, loader, libraries));
            if (!wrapper.toFile().setExecutable(true)) {
                throw new IOException(wrapper + " cannot be made executable");
            }
        }
    }

    /** A library taken from the machine would mix two releases. Run from within, its own have relative paths. */
    private static void refuseStrays(Path root, Path loader, Path libraries, String program) {
        Command.Outcome outcome = Command.of(
                        Path.of("./" + loader),
                        "--inhibit-cache",
                        "--library-path",
                        libraries.toString(),
                        "--list",
                        "./" + program)
                .in(root)
                .run();
        List<String> strays = outcome.out()
                .lines()
                .filter(line -> line.contains("not found") || line.contains("=> /"))
                .map(String::strip)
                .toList();
        if (!outcome.succeeded() || !strays.isEmpty()) {
            throw new LocalStackException("MySQL's " + program + " needs libraries that were not downloaded: "
                    + (strays.isEmpty() ? outcome.complaint() : String.join(", ", strays)));
        }
    }

    private static Path findFile(Path root, String prefix) throws IOException {
        for (String top : List.of("usr", "lib", "lib64")) {
            Path folder = root.resolve(top);
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.walk(folder, new FileVisitOption[0])) {
                    var found = files.filter(
                                    file -> file.getFileName().toString().startsWith(prefix))
                            .sorted()
                            .findFirst();
                    if (found.isPresent()) {
                        return found.get();
                    }
                }
            }
        }
        throw new LocalStackException("MySQL's packages hold no file " + prefix + "*, so its programs cannot be run.");
    }

    private static void tryOut(Path root) {
        if (MySqlInstall.in(root).isEmpty()) {
            Command.Outcome outcome = Command.of(root.resolve("bin/mysqld"), "--no-defaults", "--version")
                    .run();
            throw new LocalStackException("The downloaded MySQL does not run here: " + outcome.complaint());
        }
    }
}
