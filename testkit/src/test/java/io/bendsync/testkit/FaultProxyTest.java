package io.bendsync.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {
    private static final int SHORT_MILLIS = 300;

    private ServerSocket echo;
    private FaultProxy proxy;

    @BeforeEach
    void echoServerBehindAProxy() throws IOException {
        echo = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Daemon.start("echo", this::serve);
        proxy = FaultProxy.before(echo.getInetAddress().getHostAddress(), echo.getLocalPort());
    }

    @AfterEach
    void end() throws IOException {
        proxy.close();
        echo.close();
    }

    @Test
    void bytesPassBothWays() throws IOException {
        try (Socket client = connect()) {
            assertThat(roundTrip(client, 'a')).isEqualTo('a');
            assertThat(roundTrip(client, 'b')).isEqualTo('b');
            assertThat(proxy.openConnections()).isEqualTo(1);
        }
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> proxy.openConnections() == 0);
    }

    @Test
    void cutConnectionBreaksAndANewOneWorks() throws IOException {
        try (Socket client = connect()) {
            roundTrip(client, 'a');

            proxy.cut();

            assertThatThrownBy(() -> roundTrip(client, 'b')).isInstanceOf(SocketException.class);
        }
        try (Socket client = connect()) {
            assertThat(roundTrip(client, 'c')).isEqualTo('c');
        }
        assertThat(proxy.acceptedConnections()).isEqualTo(2);
    }

    @Test
    void hungConnectionStaysOpenAndGoesOnOnceHealed() throws IOException {
        try (Socket client = connect()) {
            roundTrip(client, 'a');

            proxy.hang();

            client.setSoTimeout(SHORT_MILLIS);
            assertThatThrownBy(() -> roundTrip(client, 'b')).isInstanceOf(SocketTimeoutException.class);
            proxy.heal();
            client.setSoTimeout(5_000);
            assertThat(client.getInputStream().read()).isEqualTo('b');
        }
    }

    @Test
    void connectionMadeWhileTheNetworkHangsGetsNoAnswer() throws IOException {
        proxy.hang();

        try (Socket client = connect()) {
            client.setSoTimeout(SHORT_MILLIS);
            assertThatThrownBy(() -> roundTrip(client, 'a')).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void refusedConnectionBreaksWhileOldOnesGoOn() throws IOException {
        try (Socket old = connect()) {
            roundTrip(old, 'a');

            proxy.refuse();

            assertThatThrownBy(() -> {
                        try (Socket refused = connect()) {
                            if (roundTrip(refused, 'b') < 0) {
                                throw new SocketException("closed");
                            }
                        }
                    })
                    .isInstanceOf(SocketException.class);
            assertThat(roundTrip(old, 'c')).isEqualTo('c');
        }
        proxy.heal();
        try (Socket client = connect()) {
            assertThat(roundTrip(client, 'd')).isEqualTo('d');
        }
    }

    @Test
    void serverThatIsGoneBreaksTheConnection() throws IOException {
        echo.close();

        try (Socket client = connect()) {
            client.setSoTimeout(5_000);
            assertThatThrownBy(() -> {
                        if (client.getInputStream().read() < 0) {
                            throw new SocketException("closed");
                        }
                    })
                    .isInstanceOf(SocketException.class);
        }
    }

    private Socket connect() throws IOException {
        return new Socket(proxy.host(), proxy.port());
    }

    private static int roundTrip(Socket client, char letter) throws IOException {
        client.getOutputStream().write(letter);
        return client.getInputStream().read();
    }

    private void serve() {
        while (!echo.isClosed()) {
            try {
                Socket client = echo.accept();
                Daemon.start("echo-connection", () -> answer(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void answer(Socket client) {
        try (client) {
            client.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            // The test has cut the connection.
        }
    }
}
