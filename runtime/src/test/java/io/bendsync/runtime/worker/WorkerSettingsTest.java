package io.bendsync.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkerSettingsTest {
    @Test
    void everyClientOfTheWorkersShowsKafkaWhoItIs() {
        Map<String, String> properties = new WorkerSettings(
                        "a:9092",
                        "group",
                        1,
                        RestAccess.LOOPBACK,
                        Path.of("plugins"),
                        false,
                        Map.of(
                                "security.protocol",
                                "SASL_SSL",
                                "sasl.jaas.config",
                                "${bendsync:kafka.sasl.jaas.config}"))
                .toProperties();

        for (String client : new String[] {"", "producer.", "consumer.", "admin."}) {
            assertThat(properties)
                    .containsEntry(client + "security.protocol", "SASL_SSL")
                    .containsEntry(client + "sasl.jaas.config", "${bendsync:kafka.sasl.jaas.config}");
        }
    }
}
