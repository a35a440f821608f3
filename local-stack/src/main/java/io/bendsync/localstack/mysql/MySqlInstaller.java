package io.bendsync.localstack.mysql;

import io.bendsync.localstack.CacheFolder;
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
     * @throws io.bendsync.localstack.LocalStackException if it cannot be had
     */
    public MySqlInstall install(MySqlVersion version) {
        Platform.current();
        Path folder = cache.entry("mysql-" + version.series());
        Optional<MySqlInstall> present = MySqlInstall.in(folder);
        if (present.isPresent()) {
            return present.get();
        }
        try (FolderLock lock = FolderLock.await(folder, progress)) {
            return MySqlInstall.in(folder).orElseGet(() -> {
                new DebianMySql(programs, progress).install(folder);
                return MySqlInstall.in(folder).orElseThrow();
            });
        }
    }
}
