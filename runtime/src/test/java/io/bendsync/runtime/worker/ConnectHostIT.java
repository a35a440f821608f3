package io.bendsync.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bendsync.runtime.ListeningSockets;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectHostIT {
    private static final Path PLUGINS = Path.of("target/bendsync/plugins").toAbsolutePath();

    @TempDir
    Path folder;

    @Test
    void whatKafkaHoldsSurvivesARestartOnTheSamePorts() throws Exception {
        Ports first;
        try (ConnectHost host = ConnectHost.embedded(folder, Ports.ANY, PLUGINS)) {
            first = Ports.read(folder);
            assertThat(host.worker().restUrl()).isEqualTo("http://127.0.0.1:" + first.rest() + "/");
            assertThat(host.worker().connectors()).isEmpty();
            try (Admin admin = admin(first)) {
                admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                        .all()
                        .get();
            }
        }
        try (ConnectHost host = ConnectHost.embedded(folder, Ports.ANY, PLUGINS);
                Admin admin = admin(Ports.read(folder))) {
            assertThat(Ports.read(folder)).isEqualTo(first);
            assertThat(admin.listTopics().names().get()).contains("kept");
            assertThat(host.fatalFailure()).isEmpty();
        }
    }

    @Test
    void brokerControllerAndRestListenOnLoopbackOnly() throws Exception {
        try (ConnectHost host = ConnectHost.embedded(folder, Ports.ANY, PLUGINS)) {
            assertThat(host.worker().restUrl()).startsWith("http://127.0.0.1:");
            assertThat(ListeningSockets.addressesOf(ProcessHandle.current().pid()))
                    .isNotEmpty()
                    .allMatch(ListeningSockets::isLoopback);
        }
    }

    @Test
    void aTransactionThatAKilledProcessLeftOpenIsAbortedAtTheNextStart() throws Exception {
        try (ConnectHost host = ConnectHost.embedded(folder, Ports.ANY, PLUGINS)) {
            assertThat(host.fatalFailure()).isEmpty();
            // Neither committed nor aborted nor closed: as after a kill -9.
            KafkaProducer<byte[], byte[]> killed = producer(Ports.read(folder));
            killed.initTransactions();
            killed.beginTransaction();
            killed.send(new ProducerRecord<>("t", new byte[1])).get();
        }
        try (ConnectHost host = ConnectHost.embedded(folder, Ports.ANY, PLUGINS);
                Admin admin = admin(Ports.read(folder))) {
            assertThat(host.fatalFailure()).isEmpty();
            assertThat(admin.listTransactions(
                                    new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING)))
                            .all()
                            .get())
                    .isEmpty();
        }
    }

    @Test
    void nobodyWaitsForAConsumerOfAKilledProcess() throws Exception {
        try (ConnectHost host = ConnectHost.embedded(folder, Ports.ANY, PLUGINS);
                Admin admin = admin(Ports.read(folder))) {
            assertThat(host.fatalFailure()).isEmpty();
            admin.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all().get();
            // Neither closed nor polled any more: as after a kill -9. The broker would keep its place for ten minutes.
            KafkaConsumer<byte[], byte[]> killed = consumer(Ports.read(folder));
            killed.subscribe(List.of("t"));
            await().until(() -> {
                killed.poll(Duration.ofMillis(100));
                return !killed.assignment().isEmpty();
            });
            assertThat(members(admin)).isEqualTo(1);
        }
        try (ConnectHost host = ConnectHost.embedded(folder, Ports.ANY, PLUGINS);
                Admin admin = admin(Ports.read(folder))) {
            assertThat(host.fatalFailure()).isEmpty();
            assertThat(members(admin)).isZero();
        }
    }

    @Test
    void aWorkerIsTakenOutOfItsGroup() throws Exception {
        // The group of workers is none of consumers, so that Kafka's admin client cannot do it.
        try (ConnectHost host = ConnectHost.embedded(folder, Ports.ANY, PLUGINS);
                Admin admin = admin(Ports.read(folder))) {
            assertThat(host.worker().connectors())
                    .as("the worker is in its group")
                    .isEmpty();
            List<String> workers = workers(admin);
            assertThat(workers).hasSize(1);
            groupExit().remove("bendsync", workers);
            await("the worker, which lives, comes back as another member")
                    .until(() -> workers(admin).size() == 1 && !workers(admin).equals(workers));
        }
    }

    @Test
    void aWorkerThatIsNoMemberIsSaidToBeNone() throws Exception {
        try (ConnectHost host = ConnectHost.embedded(folder, Ports.ANY, PLUGINS)) {
            assertThat(host.worker().connectors())
                    .as("the worker is in its group")
                    .isEmpty();
            GroupExit exit = groupExit();
            assertThatThrownBy(() -> exit.remove("bendsync", List.of("nobody"))).hasMessageContaining("UNKNOWN_MEMBER");
        }
    }

    private GroupExit groupExit() {
        return new GroupExit(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), Ports.read(folder).broker()));
    }

    private static List<String> workers(Admin admin) throws Exception {
        return admin
                .describeClassicGroups(List.of("bendsync"))
                .describedGroups()
                .get("bendsync")
                .get()
                .members()
                .stream()
                .map(MemberDescription::consumerId)
                .toList();
    }

    private static int members(Admin admin) throws Exception {
        return admin.describeConsumerGroups(List.of("connect-killed"))
                .all()
                .get()
                .get("connect-killed")
                .members()
                .size();
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Ports ports) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                "127.0.0.1:" + ports.broker(),
                "group.id",
                "connect-killed",
                "session.timeout.ms",
                "600000",
                "request.timeout.ms",
                "610000");
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static KafkaProducer<byte[], byte[]> producer(Ports ports) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                "127.0.0.1:" + ports.broker(),
                "transactional.id",
                "killed",
                "transaction.timeout.ms",
                "600000");
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static Admin admin(Ports ports) {
        return Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + ports.broker()));
    }
}
