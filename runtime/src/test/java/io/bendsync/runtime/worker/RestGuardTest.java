package io.bendsync.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestGuardTest {
    private static final int PASSED = 0;
    private static final Map<String, String> LOOPBACK = Map.of("Host", "127.0.0.1:8083");

    private byte[] passedOn;

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8083, 0",
        "localhost:8083, 0",
        "LOCALHOST, 0",
        "[::1]:8083, 0",
        "evil.example:8083, 403",
        "127.0.0.1.evil.example:8083, 403",
        ", 403"
    })
    void withoutAPasswordOnlyThisMachinesNamesAreAnsweredTo(String host, int status) {
        assertThat(ask(new RestGuard(), "GET", headers("Host", host))).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, http://evil.example, 0",
        "PUT, http://evil.example, 403",
        "POST, null, 403",
        "DELETE, http://127.0.0.1:9999, 403",
        "PUT, http://127.0.0.1:8083, 0",
        "PUT, , 0"
    })
    void onlyItsOwnPageMayChangeAnything(String method, String origin, int status) {
        assertThat(ask(new RestGuard(), method, headers("Host", "127.0.0.1:8083", "Origin", origin)))
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"admin:secret, 0", "admin:Secret, 401", "admin:secret2, 401", "admin:, 401", ":secret, 401", ", 401"})
    void withAPasswordNothingIsAnsweredWithoutIt(String pair, int status) {
        RestGuard guard = new RestGuard();
        guard.configure(Map.of(RestGuard.USER, "admin", RestGuard.PASSWORD, "secret"));
        String authorization = pair == null
                ? null
                : "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));

        assertThat(ask(guard, "GET", headers("Host", "shop.example", "Authorization", authorization)))
                .isEqualTo(status);
        assertThat(ask(guard, "GET", headers("Host", "shop.example", "Authorization", "Basic %%%")))
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":\"${bendsync:shop-source.connection.password}\"}",
                "{\"name\":\"x\",\"config\":{\"a\":\"y ${bendsync:any:more} z\"}}",
                "{\"a\":\"\\u0024{bendsync:shop-source.connection.password}\"}",
                "{\"a\":1,\"a\":[{\"b\":\"$\\u007b\\u0062endsync:k}\"}]}",
                "{\"${bendsync:k}\":1}"
            })
    void noConfigurationFromOutsideUsesThePipelinesPasswords(String body) {
        for (java.nio.charset.Charset charset : List.of(
                StandardCharsets.UTF_8, StandardCharsets.UTF_16BE, java.nio.charset.Charset.forName("UTF-32LE"))) {
            assertThat(ask(new RestGuard(), "PUT", LOOPBACK, "connectors/x/config", body.getBytes(charset)))
                    .as("in %s", charset)
                    .isEqualTo(403);
        }
        assertThat(ask(new RestGuard(), "POST", LOOPBACK, "connectors", body.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(403);
    }

    @Test
    void otherConfigurationsPassWholeAndPartsOfOneDoNot() {
        byte[] body = "{\"a\":\"${file:x:y} bendsync\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(ask(new RestGuard(), "PUT", LOOPBACK, "connectors/x/config", body))
                .isEqualTo(PASSED);
        assertThat(passedOn).isEqualTo(body);
        assertThat(ask(new RestGuard(), "PUT", LOOPBACK, "connectors/x/pause", new byte[0]))
                .isEqualTo(PASSED);
        assertThat(ask(
                        new RestGuard(),
                        "PUT",
                        LOOPBACK,
                        "connectors/x/config",
                        "{\"a\":".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(400);
        assertThat(ask(new RestGuard(), "PATCH", LOOPBACK, "connectors/x/config/", body))
                .isEqualTo(403);
        assertThat(ask(new RestGuard(), "PATCH", LOOPBACK, "connectors/x/offsets", body))
                .isEqualTo(PASSED);
    }

    private static Map<String, String> headers(String... pairs) {
        Map<String, String> headers = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            headers.put(pairs[i], pairs[i + 1]);
        }
        return headers;
    }

    /** The status that the guard refuses with; 0 if it lets pass. */
    private int ask(RestGuard guard, String method, Map<String, String> headers) {
        return ask(guard, method, headers, "connectors", new byte[0]);
    }

    private int ask(RestGuard guard, String method, Map<String, String> headers, String path, byte[] body) {
        int[] status = {PASSED};
        UriInfo uri = (UriInfo) Proxy.newProxyInstance(
                RestGuardTest.class.getClassLoader(),
                new Class<?>[] {UriInfo.class},
                (proxy, called, arguments) -> path);
        guard.filter((ContainerRequestContext) Proxy.newProxyInstance(
                RestGuardTest.class.getClassLoader(),
                new Class<?>[] {ContainerRequestContext.class},
                (proxy, called, arguments) -> switch (called.getName()) {
                    case "getHeaderString" -> headers.get(String.valueOf(arguments[0]));
                    case "getMethod" -> method;
                    case "getUriInfo" -> uri;
                    case "hasEntity" -> body.length > 0;
                    case "getEntityStream" -> new ByteArrayInputStream(body);
                    case "setEntityStream" -> {
                        passedOn = ((InputStream) arguments[0]).readAllBytes();
                        yield null;
                    }
                    case "abortWith" -> {
                        status[0] = ((Response) arguments[0]).getStatus();
                        yield null;
                    }
                    default -> throw new UnsupportedOperationException(called.getName());
                }));
        return status[0];
    }
}
