package io.bendsync.localstack.mysql;

import io.bendsync.localstack.LocalStackException;
import io.bendsync.localstack.process.Command;
import io.bendsync.localstack.process.FolderLock;
import io.bendsync.localstack.process.FolderTree;
import io.bendsync.localstack.process.Staging;
import io.bendsync.localstack.process.Took;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Makes data folders. Initialising one takes seconds, so it is done once for each installation; a new folder is a copy
 * of that template.
 */
final class DataFolder {
    /** Options that are settled for good when a folder is initialised: each set of them has a template of its own. */
    private static final Set<String> SETTLED = Set.of(
            "lower-case-table-names",
            "innodb-page-size",
            "innodb-data-file-path",
            "innodb-data-home-dir",
            "lc-messages");

    private final MySqlInstall install;
    private final List<String> settled;
    private final Consumer<String> progress;

    DataFolder(MySqlInstall install, List<String> options, Consumer<String> progress) {
        this.install = install;
        this.settled = options.stream().filter(DataFolder::isSettled).sorted().toList();
        this.progress = progress;
    }

    /** Makes the folder if there is none; the caller holds its lock. */
    void ensure(Path folder) {
        if (Files.exists(folder.resolve("mysql.ibd"))) {
            return;
        }
        try {
            if (Files.exists(folder) && !isEmpty(folder)) {
                throw new LocalStackException("The folder " + folder + " exists, but holds no MySQL data. Name another"
                        + " data folder, or remove this one.");
            }
            Path template = template();
            try (Staging staging = Staging.begin(folder)) {
                Path copy = staging.folder().resolve("data");
                FolderTree.copy(template, copy);
                staging.publish(copy);
            }
        } catch (IOException e) {
            throw new LocalStackException(
                    "MySQL's data folder " + folder + " cannot be made: " + e.getMessage() + ". Is the disk full?", e);
        }
    }

    private Path template() throws IOException {
        String suffix = settled.isEmpty()
                ? ""
                : "-" + settled.stream().collect(Collectors.joining("-")).replaceAll("[^A-Za-z0-9.]+", "-");
        Path template =
                install.folder().resolveSibling(install.folder().getFileName() + "-data-" + install.version() + suffix);
        try (FolderLock lock = FolderLock.await(template, progress)) {
            if (!Files.exists(template)) {
                initialise(template);
            }
            return template;
        }
    }

    private void initialise(Path template) throws IOException {
        progress.accept("Initialising MySQL's system tables …");
        Took took = new Took();
        try (Staging staging = Staging.begin(template)) {
            Path zones = staging.folder().resolve("zones.sql");
            Files.writeString(zones, "USE mysql;\n" + timeZoneStatements());
            Path data = staging.folder().resolve("data");
            List<String> arguments = new ArrayList<>(List.of("--no-defaults", "--initialize-insecure"));
            arguments.addAll(MySqlInstall.rootOptions());
            arguments.addAll(settled);
            arguments.addAll(List.of(
                    "--datadir=" + data,
                    "--init-file=" + zones,
                    "--secure-file-priv=NULL",
                    "--default-time-zone=SYSTEM"));
            Command.Outcome outcome =
                    Command.of(install.program("mysqld")).with(arguments).run();
            if (!outcome.succeeded()) {
                throw new LocalStackException("MySQL could not initialise a data folder in " + template.getParent()
                        + ": " + outcome.complaint());
            }
            // The server's identity: each copy makes its own at its first start.
            Files.deleteIfExists(data.resolve("auto.cnf"));
            staging.publish(data);
        }
        progress.accept("Initialised MySQL's system tables in " + took);
    }

    private String timeZoneStatements() {
        return install.timeZones()
                .map(zones -> Command.of(install.program("mysql_tzinfo_to_sql"), zones.toString())
                        .run())
                .filter(Command.Outcome::succeeded)
                .map(Command.Outcome::out)
                .orElse("");
    }

    private static boolean isSettled(String option) {
        String name = option.replaceFirst("^--(loose-)?", "").replaceFirst("=.*", "");
        return SETTLED.contains(name.replace('_', '-').toLowerCase(Locale.ROOT));
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }
}
