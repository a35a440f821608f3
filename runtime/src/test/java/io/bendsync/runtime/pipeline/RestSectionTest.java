package io.bendsync.runtime.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bendsync.runtime.problem.BendsyncException;
import io.bendsync.runtime.worker.RestAccess;
import io.bendsync.runtime.worker.RestAccess.Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestSectionTest {
    @TempDir
    Path folder;

    @Test
    void leftOutItIsForThisMachineOnly() throws IOException {
        assertThat(read("").rest()).isEqualTo(RestAccess.LOOPBACK);
        assertThat(read("rest: {listen: \"localhost:8083\"}").rest().listen()).contains(new Address("localhost", 8083));
    }

    @Test
    void openToOthersItHasAPasswordAndEncrypts() throws IOException {
        Files.createFile(folder.resolve("server.p12"));

        RestAccess rest = read("""
                rest:
                  listen: "[::]:8083"
                  user: admin
                  password: ${env:REST}
                  tls.keystore: server.p12
                  tls.password: ${env:STORE}
                """).rest();

        assertThat(rest)
                .isEqualTo(new RestAccess(
                        Optional.of(new Address("::", 8083)),
                        "admin",
                        "canary-rest",
                        Optional.of(folder.resolve("server.p12")),
                        "canary-store"));
        assertThat(rest.toString()).doesNotContain("canary");
    }

    @Test
    void openToOthersWithoutAPasswordOrInTheClearIsRefused() {
        assertThat(mistakes("rest: {listen: \"0.0.0.0:8083\"}"))
                .anyMatch(line -> line.contains("rest.user is missing: whoever reaches 0.0.0.0:8083 could"))
                .anyMatch(line -> line.contains("rest.tls.keystore is missing: the password would cross the network"))
                .hasSize(2);
        assertThat(mistakes("rest: {listen: \"shop.example:8083\", user: a, plaintext: true}"))
                .singleElement()
                .asString()
                .contains("rest.password is missing: user and password go together");
        assertThat(mistakes("rest: {listen: \"8083\", tls.keystore: nowhere.p12}"))
                .anyMatch(line -> line.contains("rest.listen is 8083: it must be host:port"))
                .anyMatch(line -> line.contains("rest.tls.keystore: there is no readable file"))
                .hasSize(2);
    }

    @Test
    void somethingInFrontMayEncrypt() throws IOException {
        RestAccess rest = read("rest: {listen: \"0.0.0.0:80\", user: a, password: b, plaintext: true}")
                .rest();

        assertThat(rest.keystore()).isEmpty();
        assertThat(rest.asksForPassword()).isTrue();
    }

    private List<String> mistakes(String rest) {
        return catchThrowableOfType(BendsyncException.class, () -> read(rest)).messages();
    }

    private Pipeline read(String rest) throws IOException {
        Path file = folder.resolve("p.yaml");
        Files.writeString(file, """
                name: shop
                source: {url: "jdbc:mysql://localhost/shop", user: u, mode: bulk, tables: [shop.t]}
                target: {url: "jdbc:databend://localhost/shop", user: u}
                """ + rest);
        return PipelineFile.read(file, Map.of("REST", "canary-rest", "STORE", "canary-store"));
    }
}
