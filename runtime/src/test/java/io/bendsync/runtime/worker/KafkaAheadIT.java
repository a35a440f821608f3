package io.bendsync.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bendsync.runtime.problem.BendsyncException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaAheadIT {
    @TempDir
    Path folder;

    @Test
    void whatHasNeverRunIsNotBegun() {
        KafkaAhead.begin(folder, Ports.ANY).close();

        assertThat(folder.resolve("kafka")).doesNotExist();
    }

    @Test
    void oneThatNobodyTakesIsClosedAndCanBeStartedAgain() {
        EmbeddedKafka.start(folder, Ports.ANY).close();
        KafkaAhead.begin(folder, Ports.ANY).close();

        try (KafkaAhead ahead = KafkaAhead.begin(folder, Ports.ANY);
                EmbeddedKafka taken = ahead.take()) {
            assertThat(taken.broker().bootstrapServers())
                    .isEqualTo("127.0.0.1:" + Ports.read(folder).broker());
        }
    }

    @Test
    void oneThatCannotStartSaysSoToWhoNeedsItAndToNobodyElse() throws Exception {
        Path kafka = Files.createDirectories(folder.resolve("kafka"));
        Files.writeString(kafka.resolve("meta.properties"), "version=1\n");

        KafkaAhead.begin(folder, Ports.ANY).close();

        try (KafkaAhead needed = KafkaAhead.begin(folder, Ports.ANY)) {
            assertThatThrownBy(needed::take)
                    .isInstanceOf(BendsyncException.class)
                    .hasMessageContaining("the embedded Kafka did not start on " + kafka);
        }
    }
}
