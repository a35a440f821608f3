package io.bendsync.runtime.worker;

import io.bendsync.runtime.problem.BendsyncException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.storage.internals.checkpoint.CleanShutdownFileHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A single-node Kafka in this process, broker and controller in one, on loopback only. Its data survive restarts. */
public final class EmbeddedBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final int NODE = 1;
    private static final String CONTROLLER = "CONTROLLER";

    private static final long ABANDON_AFTER_MILLIS = 3_000;

    private final KafkaNode server;
    private final Ports ports;

    private EmbeddedBroker(KafkaNode server, Ports ports) {
        this.server = server;
        this.ports = ports;
    }

    /**
     * Starts it on a folder, which is formatted when it is new.
     *
     * @throws BendsyncException when it cannot start
     */
    public static EmbeddedBroker start(Path folder, Ports ports) {
        long begun = System.nanoTime();
        KafkaNode server = null;
        try {
            boolean killed = hasRunOn(folder) && !new CleanShutdownFileHandler(folder.toString()).exists();
            format(folder);
            server = new KafkaNode(new KafkaConfig(settings(folder, ports), false));
            server.startup(killed);
            LOG.info("broker on 127.0.0.1:{} ready after {} ms", ports.broker(), millisSince(begun));
            return new EmbeddedBroker(server, ports);
        } catch (Exception | KafkaExits.KafkaEnded e) {
            if (server != null) {
                server.shutdown();
            }
            throw BendsyncException.failed(
                    "the embedded Kafka did not start on " + folder + " (" + e.getMessage()
                            + "): the log file tells more; if the folder is damaged, move it away and start again:"
                            + " what MySQL still has is read once more",
                    e);
        }
    }

    /** Whether a broker has kept its data in the folder before. */
    static boolean hasRunOn(Path folder) {
        return Files.exists(folder.resolve("meta.properties"));
    }

    /** What clients connect to. */
    public String bootstrapServers() {
        return "127.0.0.1:" + ports.broker();
    }

    @Override
    public void close() {
        long begun = System.nanoTime();
        server.shutdown();
        server.awaitShutdown();
        LOG.info("broker closed after {} ms", millisSince(begun));
    }

    /**
     * Closes one that cannot go on: it would wait for minutes for its own leave to go, which it cannot write down. What
     * it has not closed after some seconds ends with the process, as at a {@code kill -9}.
     */
    void abandon() {
        Thread closing = new Thread(this::close, "bendsync-abandoned-broker");
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(ABANDON_AFTER_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long millisSince(long begun) {
        return (System.nanoTime() - begun) / 1_000_000;
    }

    private static void format(Path folder) throws Exception {
        if (hasRunOn(folder)) {
            return;
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new IOException("cannot make the folder " + folder, e);
        }
        ByteArrayOutputStream report = new ByteArrayOutputStream();
        new Formatter()
                .setPrintStream(new PrintStream(report, true, StandardCharsets.UTF_8))
                .setNodeId(NODE)
                .setClusterId(Uuid.randomUuid().toString())
                .addDirectory(folder.toString())
                .setMetadataLogDirectory(folder.toString())
                .setControllerListenerName(CONTROLLER)
                .run();
        LOG.debug("{}", report.toString(StandardCharsets.UTF_8));
    }

    private static Map<String, String> settings(Path folder, Ports ports) {
        String listener = "PLAINTEXT://127.0.0.1:" + ports.broker();
        Map<String, String> settings = new HashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE));
        settings.put("controller.quorum.voters", NODE + "@127.0.0.1:" + ports.controller());
        settings.put("listeners", listener + "," + CONTROLLER + "://127.0.0.1:" + ports.controller());
        settings.put("advertised.listeners", listener);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        settings.put("controller.listener.names", CONTROLLER);
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("log.dirs", folder.toString());
        // One node: nothing is replicated.
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.num.partitions", "4");
        // Longer than a process stands still that is stopped, or out of memory: a broker that its controller has given
        // up loses the ends of its transactions (see KafkaNode). A predecessor's session nobody waits for.
        settings.put("broker.session.timeout.ms", "60000");
        settings.put("initial.broker.registration.timeout.ms", "120000");
        settings.put("broker.heartbeat.interval.ms", "500");
        // Go on within seconds after a kill: nobody waits for members that cannot come back.
        settings.put("group.min.session.timeout.ms", "1000");
        settings.put("group.initial.rebalance.delay.ms", "0");
        // A MySQL row can be long; the default of 1 MB would stop the pipeline at the first LONGBLOB.
        settings.put("message.max.bytes", Integer.toString(EmbeddedWorker.LONGEST_RECORD_BYTES));
        // Rows stay until Databend has them, however long that takes; the pipeline deletes those that it has.
        settings.put("log.retention.hours", "-1");
        settings.put("log.segment.bytes", Integer.toString(128 * 1024 * 1024));
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(8 * 1024 * 1024));
        return settings;
    }
}
