package io.bendsync.benchmarks.stack;

import io.bendsync.localstack.CacheFolder;
import io.bendsync.localstack.LocalDatabend;
import io.bendsync.localstack.LocalMySql;
import io.bendsync.runtime.worker.EmbeddedBroker;
import io.bendsync.runtime.worker.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** The servers that benchmarks need, each started when first asked for; none of them is measured. */
public final class BenchStack implements AutoCloseable {

    /** The database used on both sides; dropped and made anew as needed. */
    public static final String DATABASE = "bench";

    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private LocalMySql mysql;
    private LocalDatabend databend;
    private EmbeddedBroker broker;

    /** A MySQL whose tables are kept from run to run. */
    public LocalMySql mysql() {
        if (mysql == null) {
            mysql = LocalMySql.builder(CacheFolder.standard())
                    .dataFolder(Plugins.workFolder("mysql"))
                    .option("--sync-binlog=0")
                    .option("--innodb-flush-log-at-trx-commit=2")
                    .option("--innodb-buffer-pool-size=1G")
                    .progress(System.err::println)
                    .start();
            running.push(mysql);
        }
        return mysql;
    }

    /** A Databend. */
    public LocalDatabend databend() {
        if (databend == null) {
            databend = LocalDatabend.builder(CacheFolder.standard())
                    .dataFolder(Plugins.workFolder("databend"))
                    .progress(System.err::println)
                    .start();
            running.push(databend);
        }
        return databend;
    }

    /** A Kafka with nothing in it. */
    public EmbeddedBroker broker() {
        if (broker == null) {
            Path folder = Plugins.workFolder("kafka-" + ProcessHandle.current().pid());
            try {
                Files.createDirectories(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            broker = EmbeddedBroker.start(folder.resolve("data"), Ports.choose(folder, Ports.ANY));
            running.push(broker);
            running.push(() -> Folders.deleteLater(folder));
        }
        return broker;
    }

    @Override
    public void close() throws Exception {
        while (!running.isEmpty()) {
            running.pop().close();
        }
    }
}
