package io.bendsync.localstack.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.localstack.process.LoopbackPorts;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HandshakeTest {
    @Test
    void greetingTellsTheVersion() throws Exception {
        assertThat(answerTo("\1\0\0\0\n9.7.4-2\0rest")).contains("9.7.4-2");
    }

    @Test
    void refusalIsNoGreeting() throws Exception {
        // An error packet: "too many connections".
        assertThat(answerTo("\1\0\0\0\u00ff\u0010\u0004Too many")).isEmpty();
    }

    @Test
    void anotherServersWordsAreNoGreeting() throws Exception {
        assertThat(answerTo("HTTP/1.1 200 OK\r\n\r\n")).isEmpty();
        assertThat(answerTo("")).isEmpty();
    }

    @Test
    void nobodyThereIsNoGreeting() {
        assertThat(Handshake.version(LoopbackPorts.anyFree())).isEmpty();
    }

    private static java.util.Optional<String> answerTo(String greeting) throws Exception {
        try (ServerSocket server =
                new ServerSocket(0, 1, LoopbackPorts.address(0).getAddress())) {
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> serve(server, greeting));
            var version = Handshake.version(server.getLocalPort());
            served.get();
            return version;
        }
    }

    private static void serve(ServerSocket server, String greeting) {
        try (Socket client = server.accept()) {
            client.getOutputStream().write(greeting.getBytes(StandardCharsets.ISO_8859_1));
            client.shutdownOutput();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
