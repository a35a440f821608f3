package io.bendsync.sink.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static SinkSettings read(String... pairs) {
        Map<String, String> properties = new HashMap<>(Map.of("connection.url", "jdbc:databend://h:8000/shop"));
        for (int i = 0; i < pairs.length; i += 2) {
            properties.put(pairs[i], pairs[i + 1]);
        }
        return Settings.read(properties);
    }

    @Test
    void theDefaultsAreSafe() {
        SinkSettings settings = read();
        assertThat(settings.exactlyOnce()).isTrue();
        assertThat(settings.tolerant()).isFalse();
        assertThat(settings.schema().create()).isFalse();
        assertThat(settings.schema().evolve()).isFalse();
        assertThat(settings.records().deletes()).isFalse();
        assertThat(settings.records().upsert()).isFalse();
        assertThat(settings.flush().interval()).isLessThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(settings.connection().user()).isEqualTo("root");
        assertThat(settings.connection().database()).isEqualTo("shop");
        assertThat(settings.ledgerDatabase()).isEqualTo("shop");
        assertThat(settings.flush().bufferBytes()).isBetween(1L, 256L << 20);
        assertThat(settings.sessionSettings()).containsEntry("timezone", "UTC");
    }

    @Test
    void everySettingIsTaken() {
        SinkSettings settings = read(
                "name",
                "c",
                "connection.user",
                "u",
                "connection.password",
                "p",
                "connection.database",
                "d",
                "connection.attempts",
                "5",
                "connection.backoff.ms",
                "7",
                "insert.mode",
                "UPSERT",
                "pk.mode",
                "record_key",
                "pk.fields",
                "a,b",
                "delete.enabled",
                "true",
                "delete.mode",
                "soft",
                "delete.soft.column",
                "gone",
                "fields.whitelist",
                "x,y",
                "fields.blacklist",
                "z",
                "ingest.columns",
                "offset=_o",
                "db.timezone",
                "Europe/Berlin",
                "table.name.format",
                "f.${topic}",
                "topics.to.tables.mapping",
                "a:b",
                "auto.create",
                "true",
                "auto.evolve",
                "true",
                "auto.evolve.to.varchar",
                "true",
                "auto.create.cluster.by",
                "a, substr(b, 1, 3)",
                "auto.create.options",
                "ROW_PER_BLOCK = 1",
                "quote.sql.identifiers",
                "never",
                "nested.types",
                "native",
                "batch.size",
                "1",
                "flush.interval.ms",
                "2",
                "flush.interval.max.ms",
                "3",
                "flush.max.rows",
                "4",
                "flush.max.bytes",
                "5",
                "flush.threads",
                "6",
                "buffer.max.bytes",
                "7",
                "max.retries",
                "8",
                "retry.backoff.ms",
                "9",
                "exactly.once",
                "false",
                "ledger.database",
                "l",
                "errors.tolerance",
                "all");
        assertThat(settings.connectorName()).isEqualTo("c");
        assertThat(settings.connection().password().value()).isEqualTo("p");
        assertThat(settings.connection().startRetry()).isEqualTo(new RetrySettings(4, Duration.ofMillis(7)));
        assertThat(settings.records())
                .isEqualTo(new RecordSettings(
                        true,
                        PrimaryKeyMode.RECORD_KEY,
                        List.of("a", "b"),
                        java.util.Set.of("x", "y"),
                        java.util.Set.of("z"),
                        true,
                        java.util.Optional.of("gone"),
                        Map.of("offset", "_o"),
                        "f.${topic}",
                        Map.of("a", "b"),
                        "d",
                        true,
                        true));
        assertThat(settings.schema())
                .isEqualTo(new SchemaSettings(
                        true, true, true, "a, substr(b, 1, 3)", "ROW_PER_BLOCK = 1", java.util.Optional.of("gone")));
        assertThat(settings.flush())
                .isEqualTo(new FlushSettings(1, 4, 5, Duration.ofMillis(2), Duration.ofMillis(3), 7, 6));
        assertThat(settings.retry()).isEqualTo(new RetrySettings(8, Duration.ofMillis(9)));
        assertThat(settings.exactlyOnce()).isFalse();
        assertThat(settings.ledgerDatabase()).isEqualTo("l");
        assertThat(settings.tolerant()).isTrue();
        assertThat(settings.sessionSettings()).containsEntry("timezone", "Europe/Berlin");
    }

    @Test
    void everyKeyIsDescribedAndGrouped() {
        assertThat(Settings.definition().configKeys().values()).allSatisfy(key -> {
            assertThat(key.documentation).as(key.name).isNotBlank();
            assertThat(key.group).as(key.name).isNotBlank();
        });
    }

    @Test
    void retriesWaitTwiceAsLongEachTimeUpToHalfAMinute() {
        RetrySettings retry = new RetrySettings(10, Duration.ofSeconds(1));
        assertThat(List.of(1, 2, 5, 6, 100))
                .extracting(attempt -> retry.wait(attempt).toSeconds())
                .containsExactly(1L, 2L, 16L, 30L, 30L);
    }
}
