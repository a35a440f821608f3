package io.bendsync.source.jdbc.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.source.jdbc.position.StoredOffset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.json.JsonConverter;
import org.junit.jupiter.api.Test;

/**
 * Offsets as version 0.1 stores them, letter for letter, each with a field more that a later version may add: every
 * version goes on from them, so that one can go up and back. A change of this test is a change of what users have stored.
 */
class StoredFormsTest {
    @Test
    void anIncrementingPositionWithIdsThatMayStillCome() {
        StoredOffset offset = read("""
                {"incrementing":42,"pending":"7-9,40","columns":"id","later":"x"}""");

        assertThat(offset.incrementing()).contains("42");
        assertThat(offset.pending()).isEqualTo("7-9,40");
        assertThat(offset.columns()).contains("id");
        assertThat(offset.load()).isEmpty();
    }

    @Test
    void aTimestampWithTheRestOfTheKey() {
        StoredOffset offset = read("""
                {"timestamp":1700000000123,"timestamp_nanos":123456000,"position":"2023-11-14 22:13:20.123456",\
                "key":"a\\\\,b,7","columns":"changed,area,no","later":1}""");

        assertThat(offset.timestampMs()).contains(1_700_000_000_123L);
        assertThat(offset.timestampNanos()).contains(123_456_000L);
        assertThat(offset.position()).contains("2023-11-14 22:13:20.123456");
        assertThat(offset.key()).containsExactly("a,b", "7");
    }

    @Test
    void aChunkOfTheFirstLoad() {
        StoredOffset offset = read("""
                {"incrementing":300,"load":"1,ids,id,900,2026-11-23T12:00:00Z,-5,300","load_rows":250,\
                "load_done":"true","later":null}""");

        assertThat(LoadPlan.parse(offset.load().orElseThrow()))
                .contains(new LoadPlan(
                        LoadPlan.Kind.IDS, "id", "900", Instant.parse("2026-11-23T12:00:00Z"), List.of("-5", "300")));
        assertThat(offset.loadRows()).isEqualTo(250);
        assertThat(offset.loaded()).isTrue();
    }

    @SuppressWarnings("unchecked") // an offset is a JSON object
    private static StoredOffset read(String stored) {
        try (JsonConverter json = new JsonConverter()) {
            json.configure(Map.of("schemas.enable", "false"), false);
            return new StoredOffset(
                    (Map<String, Object>) json.toConnectData("", stored.getBytes(StandardCharsets.UTF_8))
                            .value());
        }
    }
}
