package io.bendsync.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** Kafka killed in the middle of transactions, some of them between the decision to commit and its markers. */
class KilledBrokerIT {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir
    Path folder;

    @RepeatedTest(3)
    void readersOfCommittedRecordsGetPastEveryTransactionAfterAKill() throws Exception {
        killWhileWriting();

        EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), Ports.choose(folder, Ports.ANY));
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
            Leftovers.clear(broker.bootstrapServers());

            Awaitility.await("the end of every transaction")
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(ends(admin, IsolationLevel.READ_COMMITTED))
                            .isEqualTo(ends(admin, IsolationLevel.READ_UNCOMMITTED)));
        } finally {
            broker.close();
        }
    }

    private void killWhileWriting() throws Exception {
        Process process = new ProcessBuilder(
                        JAVA,
                        "-cp",
                        System.getProperty("java.class.path"),
                        TransactionWriter.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.lines().anyMatch("writing"::equals)).isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static Map<TopicPartition, Long> ends(Admin admin, IsolationLevel isolation)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> latest = TransactionWriter.topics().stream()
                .collect(Collectors.toMap(topic -> new TopicPartition(topic, 0), topic -> OffsetSpec.latest()));
        return admin.listOffsets(latest, new ListOffsetsOptions(isolation)).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }
}
