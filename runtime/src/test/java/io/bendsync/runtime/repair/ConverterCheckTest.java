package io.bendsync.runtime.repair;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bendsync.runtime.pipeline.Capture;
import io.bendsync.runtime.pipeline.Endpoint;
import io.bendsync.runtime.pipeline.Pipeline;
import io.bendsync.runtime.pipeline.SourceSettings;
import io.bendsync.runtime.pipeline.TargetSettings;
import io.bendsync.runtime.problem.BendsyncException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConverterCheckTest {
    @Test
    void whatReadsJsonWithSchemasIsTaken() {
        look(Map.of(), Map.of());
        look(
                Map.of("key.converter", "org.apache.kafka.connect.json.JsonConverter"),
                Map.of(
                        "value.converter", "io.bendsync.converter.json.FastJsonConverter",
                        "value.converter.schemas.enable", "true"));
    }

    @ParameterizedTest
    @CsvSource({
        "value.converter, io.bendsync.converter.registry.AvroConverter",
        "key.converter, org.apache.kafka.connect.storage.StringConverter",
        "value.converter.schemas.enable, false"
    })
    void aRepairThatTheSinkCouldNotReadIsRefusedWithWhatToDo(String key, String value) {
        assertThatThrownBy(() -> ConverterCheck.refuseOthers(pipeline(Map.of(), Map.of(key, value))))
                .isInstanceOf(BendsyncException.class)
                .hasMessageContaining("target.properties." + key)
                .hasMessageContaining("bendsync resync p.yaml TABLE");
        assertThatThrownBy(() -> ConverterCheck.refuseOthers(pipeline(Map.of(key, value), Map.of())))
                .hasMessageContaining("source.properties." + key);
    }

    private static void look(Map<String, String> source, Map<String, String> target) {
        assertThatCode(() -> ConverterCheck.refuseOthers(pipeline(source, target)))
                .doesNotThrowAnyException();
    }

    private static Pipeline pipeline(Map<String, String> source, Map<String, String> target) {
        Endpoint endpoint = new Endpoint("jdbc:mysql://localhost/shop", "u", "p");
        return new Pipeline(
                Path.of("p.yaml"),
                "p",
                new SourceSettings(
                        endpoint, Capture.BINLOG, "", "", List.of(), List.of("shop.t"), List.of(), 1, source),
                new TargetSettings(endpoint, "upsert", target),
                Optional.empty(),
                Path.of("data"),
                Map.of());
    }
}
