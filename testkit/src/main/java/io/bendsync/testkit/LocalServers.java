package io.bendsync.testkit;

import io.bendsync.localstack.CacheFolder;
import io.bendsync.localstack.LocalDatabend;
import io.bendsync.localstack.LocalMySql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The local stack's servers, on data folders that go with them. */
final class LocalServers implements Stack {
    private static final Logger LOG = LoggerFactory.getLogger(LocalServers.class);

    private final Consumer<String> progress = LOG::info;

    @Override
    public DatabaseServer startMySql() {
        Path folder = temporaryFolder("mysql");
        // Tests need no commit that outlives the machine, and these options make each commit some 20 times faster.
        LocalMySql mysql = LocalMySql.builder(CacheFolder.standard())
                .dataFolder(folder.resolve("data"))
                .option("--sync-binlog=0")
                .option("--innodb-flush-log-at-trx-commit=2")
                .progress(progress)
                .start();
        return new LocalServer(mysql::url, mysql.user(), mysql.password(), mysql::close, folder);
    }

    @Override
    public DatabaseServer startDatabend() {
        Path folder = temporaryFolder("databend");
        LocalDatabend databend = LocalDatabend.builder(CacheFolder.standard())
                .dataFolder(folder.resolve("data"))
                .progress(progress)
                .start();
        return new LocalServer(databend::url, databend.user(), databend.password(), databend::close, folder);
    }

    private static Path temporaryFolder(String name) {
        try {
            return Files.createTempDirectory("bendsync-" + name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
