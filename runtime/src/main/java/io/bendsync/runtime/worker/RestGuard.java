package io.bendsync.runtime.worker;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.rest.ConnectRestExtension;
import org.apache.kafka.connect.rest.ConnectRestExtensionContext;

/**
 * Stands before everything that the embedded worker's REST interface offers, Kafka Connect's own calls included. It
 * asks for the password where there is one. Where there is none, it answers to this machine's names only: else any page
 * in a browser here could reach the interface under a name of its own (DNS rebinding). Nobody's page but its own may
 * change anything, and nobody's configuration but the pipeline's own may use its passwords.
 */
public final class RestGuard implements ConnectRestExtension, ContainerRequestFilter {
    static final String USER = "bendsync.rest.user";
    static final String PASSWORD = "bendsync.rest.password";

    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final String BASIC = "Basic ";
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int BAD = 400;
    private static final int TOO_LONG = 413;
    private static final int LONGEST_BODY = 8 * 1024 * 1024;

    private byte[] expected = {};

    @Override
    public void configure(Map<String, ?> worker) {
        if (worker.get(USER) instanceof String user && !user.isEmpty()) {
            expected = (user + ":" + worker.get(PASSWORD)).getBytes(StandardCharsets.UTF_8);
        }
    }

    @Override
    public void register(ConnectRestExtensionContext context) {
        context.configurable().register(this);
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String host = request.getHeaderString(HttpHeaders.HOST);
        if (expected.length > 0) {
            if (!isExpected(request.getHeaderString(HttpHeaders.AUTHORIZATION))) {
                refuse(
                        request,
                        UNAUTHORIZED,
                        "user and password are needed: those of the pipeline file's rest section");
                return;
            }
        } else if (host == null
                || !THIS_MACHINE.contains(host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT))) {
            refuse(request, FORBIDDEN, "this interface answers to 127.0.0.1 and localhost only");
            return;
        }
        String origin = request.getHeaderString("Origin");
        if (!READING.contains(request.getMethod()) && origin != null && !isFrom(origin, host)) {
            refuse(request, FORBIDDEN, "a page of another site may not do that");
            return;
        }
        keepPasswordsIn(request);
    }

    /** A configuration from outside may use none of the pipeline's passwords, nor add to one that does. */
    private static void keepPasswordsIn(ContainerRequestContext request) {
        if (READING.contains(request.getMethod())) {
            return;
        }
        if (request.getMethod().equals("PATCH")
                && request.getUriInfo().getPath().replaceAll("/+$", "").endsWith("/config")) {
            refuse(request, FORBIDDEN, "a part of a configuration cannot be changed here: PUT the whole of it");
            return;
        }
        if (!request.hasEntity()) {
            return;
        }
        try {
            byte[] body = request.getEntityStream().readNBytes(LONGEST_BODY + 1);
            if (body.length > LONGEST_BODY) {
                refuse(request, TOO_LONG, "that is longer than any configuration");
            } else if (ReferenceSearch.finds(body)) {
                refuse(
                        request,
                        FORBIDDEN,
                        "the pipeline's passwords (${" + PipelineSecrets.PROVIDER
                                + ":...}) can be used by its own connectors only: write another reference or value");
            }
            request.setEntityStream(new ByteArrayInputStream(body));
        } catch (IOException e) {
            refuse(request, BAD, "the request's body is no JSON");
        }
    }

    @Override
    public void close() {
        // nothing is open
    }

    @Override
    public String version() {
        return "1";
    }

    private boolean isExpected(String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return false;
        }
        try {
            byte[] given = Base64.getDecoder()
                    .decode(authorization.substring(BASIC.length()).strip());
            return MessageDigest.isEqual(given, expected); // in the same time, wherever they differ
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isFrom(String origin, String host) {
        try {
            return host != null && host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void refuse(ContainerRequestContext request, int status, String message) {
        Response.ResponseBuilder answer = Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity("{\"error_code\":" + status + ",\"message\":\"" + message + "\"}");
        if (status == UNAUTHORIZED) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"bendsync\", charset=\"UTF-8\"");
        }
        request.abortWith(answer.build());
    }
}
