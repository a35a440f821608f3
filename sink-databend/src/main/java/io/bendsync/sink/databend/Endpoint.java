package io.bendsync.sink.databend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Databend server's HTTP interface: requests with credentials, time limits and JSON answers. Shared by all
 * sessions of a task; safe for use by several threads.
 */
public final class Endpoint implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);

    private final DatabendUrl url;
    private final String authorization;
    private final Duration answerTimeout;
    private final HttpClient http;

    /**
     * @param connectTimeout how long a TCP connection may take
     * @param answerTimeout how long any one request may take; the server answers a long query every ten seconds,
     *     so a much longer silence is a network that hangs
     */
    public Endpoint(DatabendUrl url, String user, String password, Duration connectTimeout, Duration answerTimeout) {
        this.url = url;
        this.authorization = url.accessToken()
                .map(token -> "Bearer " + token)
                .orElseGet(() -> "Basic "
                        + Base64.getEncoder().encodeToString((user + ':' + password).getBytes(StandardCharsets.UTF_8)));
        this.answerTimeout = answerTimeout;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connectTimeout)
                .build();
    }

    public DatabendUrl url() {
        return url;
    }

    /** A request to this server with credentials set; {@code path} starts with a slash. */
    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.base().resolve(path))
                .header("Authorization", authorization)
                .header("User-Agent", "bendsync");
        url.warehouse().ifPresent(w -> request.header("X-DATABEND-WAREHOUSE", w));
        url.tenant().ifPresent(t -> request.header("X-DATABEND-TENANT", t));
        return request;
    }

    /** A request somewhere else, without our credentials: a signed address of the object store. */
    static HttpRequest.Builder foreign(URI address) {
        return HttpRequest.newBuilder(address);
    }

    /**
     * Sends a request and reads the JSON answer.
     *
     * @return the answer's JSON, or a missing node where the body is empty
     * @throws DatabendException UNANSWERED where it is not known whether the server did what was asked
     */
    JsonNode json(HttpRequest.Builder request) throws DatabendException {
        HttpResponse<byte[]> response = send(request);
        byte[] body = response.body();
        try {
            return body.length == 0 ? JSON.missingNode() : JSON.readTree(body);
        } catch (IOException e) {
            throw new DatabendException(
                    ErrorKind.UNANSWERED,
                    0,
                    "Databend at " + url.address() + " answered something that is not JSON",
                    e);
        }
    }

    HttpResponse<byte[]> send(HttpRequest.Builder request) throws DatabendException {
        // The limit set on the request ends with the headers; a body that stops half-way needs this one.
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request.timeout(answerTimeout).build(), HttpResponse.BodyHandlers.ofByteArray());
        try {
            HttpResponse<byte[]> response = answer.get(answerTimeout.toMillis() + 1_000, TimeUnit.MILLISECONDS);
            if (response.statusCode() / 100 != 2) {
                throw refused(response);
            }
            return response;
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new DatabendException(
                    ErrorKind.UNANSWERED,
                    0,
                    "Databend at " + url.address() + " gave no answer within " + answerTimeout.toSeconds() + " s",
                    e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new DatabendException(ErrorKind.UNANSWERED, 0, "interrupted while waiting for Databend", e);
        } catch (ExecutionException e) {
            throw failed(e.getCause());
        }
    }

    /** Sends a request whose answer says nothing that anybody needs, and does not wait for it. */
    void sendAside(HttpRequest.Builder request) {
        CompletableFuture<?> unused = http.sendAsync(
                        request.timeout(answerTimeout).build(), HttpResponse.BodyHandlers.discarding())
                .whenComplete((answer, failure) -> {
                    if (failure != null) {
                        LOG.debug("a request aside failed: {}", failure.getMessage());
                    }
                });
    }

    private DatabendException failed(Throwable cause) {
        String where = "Databend at " + url.address();
        if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
            return new DatabendException(ErrorKind.UNANSWERED, 0, "cannot reach " + where, cause);
        }
        for (Throwable link = cause; link != null; link = link.getCause()) {
            if (link instanceof CertificateExpiredException || link instanceof CertificateNotYetValidException) {
                return new DatabendException(
                        ErrorKind.UNANSWERED,
                        0,
                        "the certificate of " + where + " is out of date: " + link.getMessage()
                                + ". Give the server a new one, or set this machine's clock right",
                        cause);
            }
        }
        return new DatabendException(
                ErrorKind.UNANSWERED, 0, "the connection to " + where + " broke: " + cause.getMessage(), cause);
    }

    private DatabendException refused(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        int code = 0;
        String text = new String(response.body(), StandardCharsets.UTF_8);
        try {
            JsonNode error = JSON.readTree(text).path("error");
            code = error.path("code").asInt(0);
            text = error.path("message").asText(text);
        } catch (IOException e) {
            text = text.length() > 200 ? text.substring(0, 200) : text;
        }
        // Our files are whole: one that is not was cut on its way.
        boolean cut = status == 400 && response.request().method().equals("PUT");
        boolean passing = status >= 500 || status == 404 || status == 408 || status == 429 || cut;
        ErrorKind kind = status == 401
                ? ErrorKind.CREDENTIALS
                : code >= 1000 ? ErrorKind.ofCode(code) : passing ? ErrorKind.TRANSIENT : ErrorKind.PERMANENT;
        return new DatabendException(
                kind, code, "Databend at " + url.address() + " answered HTTP " + status + ": " + text);
    }

    /** Nothing to release: the client's threads end when it is no longer used. */
    @Override
    public void close() {
        // java.net.http's client has no close before Java 21.
    }
}
