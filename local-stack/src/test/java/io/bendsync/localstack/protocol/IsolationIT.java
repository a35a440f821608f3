package io.bendsync.localstack.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What one client does, or stops doing, is no trouble for another. */
class IsolationIT {
    /** Some seconds on any machine, and no memory to speak of. */
    private static final String SLOW = "SELECT avg(sin(number)) FROM numbers(150000000)";

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private final HttpSession session = GATEWAY.session();

    @Test
    void slowQueryDoesNotHoldUpAnotherConnection() {
        CompletableFuture<HttpSession.Outcome> slow =
                CompletableFuture.supplyAsync(() -> GATEWAY.session().run(SLOW));
        int answered = 0;
        while (!slow.isDone()) {
            assertThat(session.run("SELECT 1").value()).isEqualTo("1");
            answered += slow.isDone() ? 0 : 1;
        }

        assertThat(slow.join().rows()).hasSize(1);
        assertThat(answered).isGreaterThan(10);
    }

    @Test
    void longQueryIsPolledUntilItIsDone() {
        ObjectNode request = session.request(SLOW);
        request.putObject("pagination").put("wait_time_secs", 0);
        JsonNode first = session.start(request);

        assertThat(first.get("state").asText()).isEqualTo("Running");
        assertThat(first.get("data")).isEmpty();
        JsonNode answer = first;
        while (answer.get("state").asText().equals("Running")) {
            answer = session.follow(answer.get("next_uri").asText());
        }
        assertThat(answer.get("data")).hasSize(1);
    }

    @Test
    void killedQueryIsAnsweredAtOnceWithItsCode() {
        ObjectNode request = session.request(SLOW);
        request.putObject("pagination").put("wait_time_secs", 1);
        JsonNode first = session.start(request);
        session.get(first.get("kill_uri").asText());
        JsonNode answer = session.follow(first.get("next_uri").asText());

        assertThat(answer.get("state").asText()).isEqualTo("Failed");
        assertThat(answer.at("/error/code").asInt()).isEqualTo(1043);
        assertThat(GATEWAY.session().run("SELECT 1").value()).isEqualTo("1");
    }

    @Test
    void clientGoneMidQueryLeavesTheGatewayAlive() throws Exception {
        for (int i = 0; i < 3; i++) {
            try (Socket socket =
                    raw("POST /v1/query", "{\"sql\": \"" + SLOW.replace("150000000", "30000000") + "\"}")) {
                assertThat(socket.isConnected()).isTrue();
            }
        }

        assertThat(session.run("SELECT 1").value()).isEqualTo("1");
    }

    @Test
    void clientGoneWithinATransactionLeavesNothingOfIt() throws Exception {
        String table = GATEWAY.table("i INT");
        HttpSession leaving = GATEWAY.session();
        leaving.run("SET idle_transaction_timeout_secs = 1").rows();
        leaving.run("BEGIN");
        leaving.run("INSERT INTO " + table + " VALUES (1)").rows();
        ObjectNode abandoned = leaving.request("INSERT INTO " + table + " SELECT 2 FROM (" + SLOW + ")");
        try (Socket socket = raw("POST /v1/query", abandoned.toString())) {
            assertThat(socket.isConnected()).isTrue();
        }
        ObjectNode later = leaving.request("COMMIT");
        later.set("session", leaving.state().deepCopy());

        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ofSeconds(3))
                .pollInterval(Duration.ofSeconds(3))
                .untilAsserted(
                        () -> assertThat(GATEWAY.session().run(later).code()).isEqualTo(4003));
        assertThat(GATEWAY.rows("SELECT count(*) FROM " + table)).containsExactly(List.of("0"));
    }

    @Test
    void statementThatPanicsTheEnginesWorkerIsAnError() {
        HttpSession.Outcome panicked = session.run("EXECUTE IMMEDIATE $$ BEGIN RETURN 1; END; $$");

        assertThat(panicked.code()).isEqualTo(1001);
        assertThat(session.run("SELECT 1").value()).isEqualTo("1");
    }

    @Test
    void twoStatementsOfOneSessionTakeTurns() {
        session.run("SELECT 1");
        ObjectNode slow = session.request(SLOW.replace("150000000", "20000000"));
        ObjectNode quick = session.request("SELECT 2");
        CompletableFuture<HttpSession.Outcome> first =
                CompletableFuture.supplyAsync(() -> GATEWAY.session().run(slow));

        assertThat(GATEWAY.session().run(quick).value()).isEqualTo("2");
        assertThat(first.join().rows()).hasSize(1);
    }

    @Test
    void queryIsNotToBeSeenWithoutThePassword() {
        JsonNode answer = session.start(session.request("SELECT 1"));
        String uri = answer.get("final_uri").asText();

        assertThat(new HttpSession(GATEWAY.server().httpUrl(), "nobody", "")
                        .get(uri)
                        .statusCode())
                .isEqualTo(401);
        assertThat(session.get(uri).statusCode()).isEqualTo(200);
    }

    @Test
    void nonsenseIsRefusedAndTheConnectionGoesOn() {
        assertThat(session.send("POST", "/v1/query", BodyPublishers.ofString("nonsense"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(session.send("POST", "/v1/query", BodyPublishers.ofString("{\"sql\": 1}"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(session.get("/v1/never_made").statusCode()).isEqualTo(404);
        assertThat(session.get("/health").body()).isEqualTo("ok");
    }

    @Test
    void uploadThatWaitsForContinueIsAnswered() throws Exception {
        String part = "--edge\r\nContent-Disposition: form-data; filename=\"c.txt\"\r\n\r\nx\r\n--edge--\r\n";
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(head(
                    "PUT /v1/upload_to_stage",
                    part.length(),
                    "Expect: 100-continue",
                    "Content-Type: multipart/form-data; boundary=edge",
                    "x-databend-stage-name: ~",
                    "Connection: close"));
            InputStream in = socket.getInputStream();
            byte[] expected = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
            assertThat(in.readNBytes(expected.length)).isEqualTo(expected);
            out.write(part.getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).startsWith("HTTP/1.1 200");
        }
    }

    private static Socket raw(String requestLine, String body) throws Exception {
        Socket socket = connect();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        socket.getOutputStream().write(head(requestLine, bytes.length));
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return socket;
    }

    private static Socket connect() throws Exception {
        return new Socket(
                InetAddress.getByName(GATEWAY.server().host()), GATEWAY.server().port());
    }

    private static byte[] head(String requestLine, int length, String... more) {
        String user = GATEWAY.server().user() + ":" + GATEWAY.server().password();
        List<String> lines = new ArrayList<>(List.of(
                requestLine + " HTTP/1.1",
                "Host: gateway",
                "Authorization: Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)),
                "Content-Length: " + length));
        lines.addAll(List.of(more));
        return (String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }
}
