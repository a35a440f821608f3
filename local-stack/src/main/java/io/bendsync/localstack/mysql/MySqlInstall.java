package io.bendsync.localstack.mysql;

import io.bendsync.localstack.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A MySQL of our own, in a folder.
 *
 * @param folder holds {@code bin/mysqld}, {@code bin/mysql} and so on
 * @param version as the server says, such as {@code 9.7.4}
 */
public record MySqlInstall(Path folder, String version) {
    /** Those that an installation must have. */
    static final List<String> PROGRAMS =
            List.of("mysqld", "mysql", "mysqladmin", "mysqlbinlog", "mysqldump", "mysql_tzinfo_to_sql");

    private static final Pattern VERSION = Pattern.compile("Ver (\\d+\\.\\d+\\.\\d+)");

    /** The installation in a folder, if there is one and its server can be run. */
    static Optional<MySqlInstall> in(Path folder) {
        Path server = folder.resolve("bin/mysqld");
        if (!Files.isExecutable(server) || !Files.isExecutable(folder.resolve("bin/mysql"))) {
            return Optional.empty();
        }
        Command.Outcome outcome = Command.of(server, "--no-defaults", "--version")
                .limit(Duration.ofSeconds(20))
                .run();
        Matcher version = VERSION.matcher(outcome.out());
        return outcome.succeeded() && version.find()
                ? Optional.of(new MySqlInstall(folder, version.group(1)))
                : Optional.empty();
    }

    /** One of its programs. */
    public Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    /** The time zones that the server is to know: those that came with it, else the machine's, if it has any. */
    Optional<Path> timeZones() {
        return List.of(folder.resolve("usr/share/zoneinfo"), Path.of("/usr/share/zoneinfo")).stream()
                .filter(Files::isDirectory)
                .findFirst();
    }

    /** Options that mysqld needs when it runs as root, which it else refuses. */
    static List<String> rootOptions() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0) ? List.of("--user=root") : List.of();
        } catch (IOException | UnsupportedOperationException e) {
            return List.of();
        }
    }
}
