package io.bendsync.testkit.connect;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.metadata.storage.Formatter;

/** A Kafka of one node in a process of its own, to be killed and started again on the same data and port. */
public final class KafkaNode implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private final KafkaProcess process;
    private final Path settings;
    private final String address;

    private KafkaNode(KafkaProcess process, Path settings, String address) {
        this.process = process;
        this.settings = settings;
        this.address = address;
    }

    /** Makes a cluster in an empty folder and starts it; returns once it answers. */
    public static KafkaNode start(Path folder) {
        String address = "127.0.0.1:" + freePort();
        String controller = "127.0.0.1:" + freePort();
        Path settings = folder.resolve("server.properties");
        try {
            Path data = Files.createDirectories(folder.resolve("data"));
            format(data);
            Files.write(settings, settings(address, controller, data));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        KafkaNode node = new KafkaNode(
                new KafkaProcess(folder, "kafka.Kafka", "-Xmx384m", "-XX:+UseSerialGC"), settings, address);
        node.restart();
        return node;
    }

    /** Makes an empty folder the data folder of a new cluster's first node. */
    public static void format(Path data) {
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8))
                    .setNodeId(1)
                    .setClusterId(Uuid.randomUuid().toString())
                    .addDirectory(data.toString())
                    .setMetadataLogDirectory(data.toString())
                    .setControllerListenerName("CONTROLLER")
                    .run();
        } catch (Exception e) { // the formatter declares no narrower one
            throw new IllegalStateException("cannot format " + data, e);
        }
    }

    private static List<String> settings(String address, String controller, Path data) {
        return List.of(
                "process.roles=broker,controller",
                "node.id=1",
                "controller.quorum.voters=1@" + controller,
                "listeners=PLAINTEXT://" + address + ",CONTROLLER://" + controller,
                "advertised.listeners=PLAINTEXT://" + address,
                "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "controller.listener.names=CONTROLLER",
                "inter.broker.listener.name=PLAINTEXT",
                "log.dirs=" + data,
                "offsets.topic.replication.factor=1",
                "offsets.topic.num.partitions=1",
                "transaction.state.log.replication.factor=1",
                "transaction.state.log.min.isr=1",
                "transaction.state.log.num.partitions=1",
                // A broker that was killed is let in again only once its former self is given up.
                "broker.session.timeout.ms=2000",
                "broker.heartbeat.interval.ms=500",
                "group.initial.rebalance.delay.ms=0",
                "group.min.session.timeout.ms=1000",
                "log.cleaner.dedupe.buffer.size=8388608");
    }

    /** Starts it, if it does not run, and returns once it answers. */
    public void restart() {
        if (!process.isAlive()) {
            process.start(settings);
        }
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
            while (true) {
                try {
                    admin.listTopics().names().get();
                    return;
                } catch (ExecutionException e) {
                    if (System.nanoTime() > deadline || !process.isAlive()) {
                        throw new IllegalStateException("Kafka does not start: " + process.output(), e);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while Kafka started", e);
        }
    }

    /** Ends it with SIGKILL, as a crash would, and returns once it is gone. */
    public void kill() {
        process.kill();
    }

    /** Where clients connect to: host and port. */
    public String address() {
        return address;
    }

    /** Makes a topic with so many partitions. */
    public void createTopic(String name, int partitions) {
        administer(
                "make topic " + name,
                admin -> admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                        .all()
                        .get());
    }

    /** Removes topics. */
    public void deleteTopics(List<String> names) {
        administer(
                "remove topics " + names,
                admin -> admin.deleteTopics(names).all().get());
    }

    /** Forgets a consumer group and its offsets; waits until the group has no members any more. */
    public void forgetGroup(String group) {
        administer("forget group " + group, admin -> {
            while (true) {
                try {
                    admin.deleteConsumerGroups(List.of(group)).all().get();
                    return;
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof GroupNotEmptyException)) {
                        throw e;
                    }
                    Thread.sleep(100); // members that were killed leave when their session ends
                }
            }
        });
    }

    private interface Administration {
        void with(Admin admin) throws InterruptedException, ExecutionException;
    }

    private void administer(String what, Administration work) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
            work.with(admin);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while about to " + what, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot " + what, e);
        }
    }

    /** The values of all committed records of a topic of one partition, null for a tombstone; none if there is no such topic. */
    public List<String> values(String topic) {
        return records(topic).stream().map(ConsumerRecord::value).toList();
    }

    /** All committed records of a topic of one partition; none if there is no such topic. */
    public List<ConsumerRecord<String, String>> records(String topic) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers", address, "isolation.level", "read_committed", "allow.auto.create.topics", "false");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            if (!consumer.listTopics().containsKey(topic)) {
                return List.of();
            }
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            List<ConsumerRecord<String, String>> records = new ArrayList<>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }

    @Override
    public void close() {
        process.close();
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
