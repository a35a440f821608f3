package io.bendsync.testkit.kill;

import io.bendsync.localstack.CacheFolder;
import io.bendsync.localstack.LocalDatabend;
import io.bendsync.localstack.LocalMySql;
import io.bendsync.testkit.connect.ConnectWorker;
import io.bendsync.testkit.connect.KafkaNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Everything that kill tests kill, each a process of its own: a Kafka, a Databend, Connect workers. */
public final class KillCluster implements AutoCloseable {
    private final Path folder;
    private final KafkaNode kafka;
    private final LocalDatabend databend;
    private final List<ConnectWorker> workers = new ArrayList<>();
    private LocalMySql mysql;
    private int running;

    /**
     * Starts Kafka and Databend.
     *
     * @param folder an empty one, for all data and logs
     * @param pluginPath where the sink is unpacked
     * @param workers how many workers there may be; they are started when a plan wants them
     */
    public KillCluster(Path folder, Path pluginPath, int workers) {
        this.folder = folder;
        this.kafka = KafkaNode.start(made(folder.resolve("kafka")));
        this.databend = LocalDatabend.builder(CacheFolder.standard())
                .dataFolder(folder.resolve("databend"))
                .start();
        for (int i = 0; i < workers; i++) {
            this.workers.add(new ConnectWorker(
                    made(folder.resolve("worker-" + i)),
                    kafka,
                    pluginPath,
                    "key.converter.schemas.enable=true",
                    "value.converter.schemas.enable=true",
                    "consumer.isolation.level=read_committed",
                    // What a killed source leaves open would keep its successor waiting for a minute.
                    "producer.transaction.timeout.ms=10000",
                    "offset.flush.interval.ms=2000"));
        }
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public LocalDatabend databend() {
        return databend;
    }

    /** A MySQL, started when first asked for. */
    LocalMySql mysql() {
        if (mysql == null) {
            mysql = LocalMySql.builder(CacheFolder.standard())
                    .dataFolder(folder.resolve("mysql"))
                    .option("--sync-binlog=0")
                    .option("--innodb-flush-log-at-trx-commit=2")
                    .start();
        }
        return mysql;
    }

    KafkaNode kafka() {
        return kafka;
    }

    /** Lets so many workers run, and returns them once they answer. */
    List<ConnectWorker> workers(int count) {
        for (; running > count; running--) {
            workers.get(running - 1).kill();
        }
        for (; running < count; running++) {
            workers.get(running).launch();
        }
        List<ConnectWorker> all = workers.subList(0, count);
        all.forEach(ConnectWorker::await);
        return all;
    }

    @Override
    public void close() {
        workers.forEach(ConnectWorker::close);
        databend.close();
        if (mysql != null) {
            mysql.close();
        }
        kafka.close();
    }
}
