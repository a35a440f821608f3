package io.bendsync.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.testcontainers.mysql.MySQLContainer;

class StackTest {
    @Test
    void serversAreLocalUnlessSaidOtherwise() {
        assertThat(Stack.named(null)).isInstanceOf(LocalServers.class);
        assertThat(Stack.named("")).isInstanceOf(LocalServers.class);
        assertThat(Stack.named("Docker")).isInstanceOf(DockerServers.class);
    }

    @Test
    void unknownStackIsRefusedWithTheOnesThereAre() {
        assertThatThrownBy(() -> Stack.named("podman"))
                .hasMessageContaining("-Dbendsync.stack=podman")
                .hasMessageContaining("local or docker");
    }

    @Test
    void imagesArePinned() {
        assertThat(DockerServers.MYSQL.getVersionPart()).matches("\\d+\\.\\d+\\.\\d+");
        assertThat(DockerServers.DATABEND.getVersionPart()).matches("v\\d+\\.\\d+\\.\\d+.*");
    }

    @Test
    void databasesNameStandsInItsAddressWithTheOptionsAfterIt() {
        DockerServer server = new DockerServer(
                new MySQLContainer(DockerServers.MYSQL), "jdbc:databend://h:1/", DatabendDatabase.OPTIONS, "u", "p");

        assertThat(server.url("shop")).isEqualTo("jdbc:databend://h:1/shop?presigned_url_disabled=true");
    }
}
