package io.bendsync.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Calls of a worker's REST interface as some user, with answers of any status. */
final class RestCalls {
    private final String server;
    private final String authorization;
    private final HttpClient client;

    record Answer(int status, String body, HttpResponse<String> response) {
        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    RestCalls(String server, String user, String password) {
        this(server, basic(user, password), HttpClient.newHttpClient());
    }

    private RestCalls(String server, String authorization, HttpClient client) {
        this.server = server;
        this.authorization = authorization;
        this.client = client;
    }

    RestCalls as(String user, String password) {
        return new RestCalls(server, basic(user, password), client);
    }

    RestCalls asNobody() {
        return new RestCalls(server, "", client);
    }

    /** The same user elsewhere, trusting the certificates in a key store. */
    RestCalls at(String address, Path keystore, String password) {
        try (InputStream in = Files.newInputStream(keystore)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password.toCharArray());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return new RestCalls(
                    address,
                    authorization,
                    HttpClient.newBuilder().sslContext(context).build());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    Answer get(String path) {
        return send("GET", path, Map.of());
    }

    Answer post(String path, Map<String, String> headers) {
        return send("POST", path, headers);
    }

    Answer put(String path, Map<String, String> headers) {
        return send("PUT", path, headers);
    }

    /** With a body of JSON. */
    Answer json(String method, String path, String body) {
        return send(
                method, path, Map.of("Content-Type", "application/json"), HttpRequest.BodyPublishers.ofString(body));
    }

    private Answer send(String method, String path, Map<String, String> headers) {
        return send(method, path, headers, HttpRequest.BodyPublishers.noBody());
    }

    private Answer send(String method, String path, Map<String, String> headers, HttpRequest.BodyPublisher body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server + path)).method(method, body);
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        headers.forEach(request::header);
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** A key store with a certificate for 127.0.0.1. */
    static Path keystore(Path folder, String password) throws IOException {
        Path store = folder.resolve("rest.p12");
        output(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "rest",
                "-keyalg",
                "EC",
                "-dname",
                "CN=bendsync",
                "-ext",
                "san=ip:127.0.0.1",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                password);
        return store;
    }

    /** A port that was free a moment ago. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a program prints. */
    static String output(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (InputStream in = process.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** What lies at an address. */
    static String read(String url) throws IOException {
        try (InputStream in = URI.create(url).toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
