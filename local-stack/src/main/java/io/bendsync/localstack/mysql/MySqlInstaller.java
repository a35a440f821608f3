package io.bendsync.localstack.mysql;

import io.bendsync.localstack.CacheFolder;
import io.bendsync.localstack.LocalStackException;
import io.bendsync.localstack.MySqlVersion;
import io.bendsync.localstack.process.FolderLock;
import io.bendsync.localstack.process.Platform;
import io.bendsync.localstack.process.Programs;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Puts a MySQL into the cache folder unless it is there already. */
public final class MySqlInstaller {
    private final CacheFolder cache;
    private final Programs programs;
    private final Consumer<String> progress;

    /** With the programs that downloads are made with, and a listener for progress lines. */
    public MySqlInstaller(CacheFolder cache, Programs programs, Consumer<String> progress) {
        this.cache = cache;
        this.programs = programs;
        this.progress = progress;
    }

    /**
     * The wanted release, installed.
     *
     * @throws LocalStackException if it cannot be had
     */
    public MySqlInstall install(MySqlVersion version) {
        Platform.current();
        return switch (version) {
            case V8_0 -> installed(version, this::fromMaven);
            case V9_7 -> newest();
        };
    }

    /** 9.7, or 8.0 where 9.7 cannot be had. */
    private MySqlInstall newest() {
        Fallback fallback = new Fallback(cache.entry("mysql-" + MySqlVersion.V9_7.series() + ".unavailable"));
        Optional<String> known = fallback.reason();
        if (known.isPresent()) {
            progress.accept("MySQL 9.7 could not be had lately, so this is 8.0 (" + known.get() + "). To try again now,"
                    + " remove " + fallback.file());
            return install(MySqlVersion.V8_0);
        }
        try {
            return installed(MySqlVersion.V9_7, this::fromDebian);
        } catch (Unavailable e) {
            progress.accept("MySQL 9.7 cannot be had: " + e.getMessage() + ". Taking MySQL 8.0 from Maven Central");
            try {
                MySqlInstall older = install(MySqlVersion.V8_0);
                fallback.remember(e.getMessage());
                return older;
            } catch (LocalStackException second) {
                throw new LocalStackException(
                        "No MySQL can be had on this machine. 9.7 by apt: " + e.getMessage() + ". 8.0 by Maven: "
                                + second.getMessage(),
                        second);
            }
        }
    }

    private MySqlInstall installed(MySqlVersion version, Consumer<Path> download) {
        Path folder = cache.entry("mysql-" + version.series());
        Optional<MySqlInstall> present = MySqlInstall.in(folder);
        if (present.isPresent()) {
            return present.get();
        }
        try (FolderLock lock = FolderLock.await(folder, progress)) {
            // Somebody else may have installed it while we waited.
            Optional<MySqlInstall> now = MySqlInstall.in(folder);
            if (now.isPresent()) {
                return now.get();
            }
            download.accept(folder);
            return MySqlInstall.in(folder)
                    .orElseThrow(() -> new LocalStackException("The MySQL in " + folder + " does not run."));
        }
    }

    private void fromDebian(Path folder) {
        new DebianMySql(programs, progress).install(folder).ifPresent(reason -> {
            throw new Unavailable(reason);
        });
    }

    private void fromMaven(Path folder) {
        new MavenMySql(programs, progress).install(folder);
    }

    /** 9.7 cannot be had on this machine; the message says why. */
    private static final class Unavailable extends LocalStackException {
        private static final long serialVersionUID = 1L;

        Unavailable(String reason) {
            super(reason);
        }
    }
}
