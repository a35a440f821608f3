package io.bendsync.converter.schemas.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;

/** Requests to one of the registry's addresses, the next one where one cannot be reached. */
final class RegistryCalls {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final String TYPE = "application/vnd.schemaregistry.v1+json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RegistrySettings settings;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();

    /** What a registry said: its status and its body, which is JSON. */
    record Answer(int status, JsonNode body, String address) {

        /** What it says went wrong. */
        String message() {
            return body.path("message").asText("HTTP status " + status);
        }

        /** The body of an answer that is none of failure. */
        JsonNode orFail(String doing) {
            if (status == 200) {
                return body;
            }
            String hint = status == 401 || status == 403
                    ? ". Check basic.auth.credentials.source and basic.auth.user.info."
                    : "";
            throw new DataException(
                    "The schema registry at " + address + " failed at " + doing + ": " + message() + hint);
        }
    }

    RegistryCalls(RegistrySettings settings) {
        this.settings = settings;
    }

    Answer get(String path) {
        return send(path, HttpRequest.newBuilder().GET());
    }

    Answer post(String path, byte[] body) {
        return send(
                path,
                HttpRequest.newBuilder()
                        .header("Content-Type", TYPE)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    private Answer send(String path, HttpRequest.Builder request) {
        RetriableException last = null;
        for (URI address : settings.addresses()) {
            try {
                return sendTo(address, path, request);
            } catch (RetriableException e) {
                last = e;
            }
        }
        throw last == null ? new RetriableException("schema.registry.url has no address") : last;
    }

    private Answer sendTo(URI address, String path, HttpRequest.Builder request) {
        String shown = RegistrySettings.shown(address);
        request.uri(URI.create(shown.replaceFirst("/+$", "") + path))
                .timeout(ANSWER)
                .setHeader("Accept", TYPE + ", application/json");
        String user = settings.userInfo() != null ? settings.userInfo() : address.getUserInfo();
        if (user != null) {
            request.setHeader(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)));
        }
        try {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() >= 500 || response.statusCode() == 429) {
                throw new RetriableException("The schema registry at " + shown + " answers with HTTP status "
                        + response.statusCode() + " now. Look into its log.");
            }
            return new Answer(response.statusCode(), json(response), shown);
        } catch (IOException e) {
            throw new RetriableException(
                    "The schema registry at " + shown + " cannot be reached ("
                            + e.getClass().getSimpleName() + "). Does it run, and is schema.registry.url right?"
                            + " Set errors.retry.timeout to have the connector wait for it.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("Interrupted while the schema registry was asked", e);
        }
    }

    private static JsonNode json(HttpResponse<byte[]> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException notJson) {
            // A proxy's page, or another server's: what matters is the status.
            return JSON.createObjectNode();
        }
    }
}
