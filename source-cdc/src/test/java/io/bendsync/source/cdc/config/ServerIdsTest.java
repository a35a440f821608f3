package io.bendsync.source.cdc.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServerIdsTest {

    @Test
    void connectorKeepsItsId() {
        Map<String, String> config = Map.of("name", "shop", "topic.prefix", "p");

        assertThat(ServerIds.of(config).first())
                .isEqualTo(ServerIds.of(config).first())
                .isBetween(1_000_000_000L, 2_100_000_000L);
    }

    @Test
    void connectorsDifferByNameTopicsAndCluster() {
        Set<Long> ids = new HashSet<>();
        ids.add(ServerIds.of(Map.of("name", "a", "topic.prefix", "p")).first());
        ids.add(ServerIds.of(Map.of("name", "b", "topic.prefix", "p")).first());
        ids.add(ServerIds.of(Map.of("name", "a", "topic.prefix", "q")).first());
        ids.add(ServerIds.of(Map.of(
                        "name", "a", "topic.prefix", "p", "schema.history.internal.kafka.bootstrap.servers", "k:9092"))
                .first());

        assertThat(ids).hasSize(4);
    }

    @Test
    void idThatIsTakenIsPassedOver() {
        ServerIds ids = new ServerIds("shop");

        assertThat(ids.firstNotIn(Set.of(1L))).isEqualTo(ids.first());
        assertThat(ids.firstNotIn(Set.of(ids.first()))).isNotEqualTo(ids.first());
    }

    @Test
    void aHundredTakenIdsAreAFault() {
        Set<Long> taken = new HashSet<>();
        ServerIds ids = new ServerIds("shop");
        for (int i = 0; i < 100; i++) {
            taken.add(ids.firstNotIn(taken));
        }

        assertThatIllegalStateException().isThrownBy(() -> ids.firstNotIn(taken));
    }
}
