package io.bendsync.source.jdbc.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeleteDetectionTest {
    @Test
    void nothingIsLookedForUnlessAskedFor() {
        assertThat(new SourceConfig(config()).keyScan()).isEmpty();
        assertThat(new SourceConfig(config("delete.detection", "none")).keyScan())
                .isEmpty();
    }

    @Test
    void keyScanHasDefaultsAndSettings() {
        assertThat(new SourceConfig(config("delete.detection", "key-scan")).keyScan())
                .contains(new KeyScanChoice(Duration.ofMinutes(1), 8000));
        assertThat(new SourceConfig(config(
                                "delete.detection", "key-scan",
                                "delete.detection.interval.ms", "5",
                                "delete.detection.keys.per.offset", "100"))
                        .keyScan())
                .contains(new KeyScanChoice(Duration.ofMillis(5), 100));
        assertThat(errors(config("delete.detection", "key-scan"))).isEmpty();
    }

    @Test
    void binlogHasDefaultsAndSettings() {
        SourceConfig defaults = new SourceConfig(config("delete.detection", "binlog"));
        assertThat(defaults.binlogDeletes())
                .contains(new BinlogChoice(Duration.ofMinutes(1), "__bendsync-deletes", true));
        assertThat(defaults.keyScan()).isEmpty();
        assertThat(defaults.loadChunkRows()).isZero();
        assertThat(new SourceConfig(config(
                                "delete.detection", "binlog",
                                "delete.detection.interval.ms", "5",
                                "delete.detection.topic", "marks",
                                "truncate", "ignore"))
                        .binlogDeletes())
                .contains(new BinlogChoice(Duration.ofMillis(5), "marks", false));
        assertThat(errors(config("delete.detection", "binlog"))).isEmpty();
    }

    @Test
    void whatCannotBeScannedIsRefusedWithAWordOnWhatToDo() {
        assertThat(errors(config("delete.detection", "triggers"))).hasSize(1);
        assertThat(errors(config("delete.detection", "binlog", "mode", "bulk")))
                .singleElement()
                .asString()
                .contains("delete.detection cannot be binlog in mode bulk");
        assertThat(errors(config("delete.detection", "binlog", "connection.url", "jdbc:mysql://a,b/shop")))
                .singleElement()
                .asString()
                .contains("several hosts");
        assertThat(errors(config("delete.detection", "key-scan", "mode", "bulk")))
                .singleElement()
                .asString()
                .contains("delete.detection cannot be key-scan in mode bulk", "use another mode");
        assertThat(errors(config("delete.detection", "key-scan", "query", "SELECT 1", "topic.prefix", "x")))
                .anyMatch(error -> error.contains("delete.detection cannot be key-scan with a query"));
        assertThat(errors(config("delete.detection", "key-scan", "transaction.isolation.mode", "READ_UNCOMMITTED")))
                .singleElement()
                .asString()
                .contains("READ_UNCOMMITTED", "use READ_COMMITTED");
    }

    private static Map<String, String> config(String... more) {
        Map<String, String> config = new HashMap<>(Map.of(
                "connection.url",
                "jdbc:mysql://localhost/shop",
                "mode",
                "incrementing",
                "incrementing.column.name",
                "id"));
        for (int i = 0; i < more.length; i += 2) {
            config.put(more[i], more[i + 1]);
        }
        return config;
    }

    private static List<String> errors(Map<String, String> config) {
        return new ConfigProblems(config)
                .check().configValues().stream()
                        .flatMap(value -> value.errorMessages().stream())
                        .toList();
    }
}
