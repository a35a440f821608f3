package io.bendsync.dashboard.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClusterTest {
    private static final String OURS = "io.bendsync.sink.DatabendSinkConnector";

    @Test
    void inASharedClusterOnlyBendsyncsConnectorsAreSteeredTogether() {
        assertThat(found("any", OURS).isOf(Optional.empty())).isTrue();
        assertThat(found("theirs", "org.example.S3SinkConnector").isOf(Optional.empty()))
                .isFalse();
    }

    @Test
    void aPipelinesOwnPageSteersItsOwnTwoOnly() {
        assertThat(found("shop-target", OURS).isOf(Optional.of("shop"))).isTrue();
        assertThat(found("other-target", OURS).isOf(Optional.of("shop"))).isFalse();
    }

    private static Cluster.Found found(String name, String kind) {
        return new Cluster.Found(name, "sink", "RUNNING", "worker", List.of(), Map.of("connector.class", kind));
    }
}
