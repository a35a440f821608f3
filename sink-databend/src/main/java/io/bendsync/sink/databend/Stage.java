package io.bendsync.sink.databend;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The user's own stage, where files wait to be loaded. Files go straight to the object store by a signed address
 * where the server gives one, else through the server.
 */
public final class Stage {
    private static final Logger LOG = LoggerFactory.getLogger(Stage.class);

    private final Endpoint endpoint;
    private volatile boolean presigned;

    public Stage(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.presigned = endpoint.url().presigned();
    }

    /** The file's address in SQL. */
    public static String location(String path) {
        return "@~/" + path;
    }

    /**
     * Puts a file into the stage.
     *
     * @param path folder and file name within the stage, of letters, digits and {@code . _ - /}
     * @param session where the signed address is asked for
     */
    public void upload(Session session, String path, List<byte[]> content) throws DatabendException {
        if (presigned) {
            List<String> signed;
            try {
                signed = session.execute("PRESIGN UPLOAD " + location(path))
                        .rows()
                        .get(0);
            } catch (DatabendException e) {
                if (e.kind() == ErrorKind.UNANSWERED || e.kind() == ErrorKind.CREDENTIALS) {
                    throw e;
                }
                LOG.info(
                        "Databend at {} signs no addresses (code {}); files go through the server from now on",
                        endpoint.url().address(),
                        e.code());
                presigned = false;
                upload(session, path, content);
                return;
            }
            putSigned(signed, content);
        } else {
            putThroughServer(path, content);
        }
    }

    /** Removes a file or, if the path ends with a slash, a folder. */
    public static void remove(Session session, String path) throws DatabendException {
        session.execute("REMOVE " + location(path));
    }

    private void putSigned(List<String> signed, List<byte[]> content) throws DatabendException {
        HttpRequest.Builder request = Endpoint.foreign(URI.create(signed.get(2)));
        try {
            JsonNode headers = Endpoint.JSON.readTree(signed.get(1));
            headers.properties().forEach(h -> {
                if (!"host".equalsIgnoreCase(h.getKey())) {
                    request.header(h.getKey(), h.getValue().asText());
                }
            });
        } catch (IOException e) {
            throw new DatabendException(ErrorKind.PERMANENT, 0, "PRESIGN answered headers that are not JSON", e);
        }
        endpoint.send(request.PUT(HttpRequest.BodyPublishers.ofByteArrays(content)));
    }

    private void putThroughServer(String path, List<byte[]> content) throws DatabendException {
        int slash = path.lastIndexOf('/');
        String boundary = "bendsync-" + UUID.randomUUID();
        byte[] head = ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"upload\"; filename=\""
                        + path.substring(slash + 1) + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] tail = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII);
        long length = head.length
                + tail.length
                + content.stream().mapToLong(b -> b.length).sum();
        Supplier<InputStream> stream = () -> new SequenceInputStream(Collections.enumeration(List.of(
                new ByteArrayInputStream(head),
                new SequenceInputStream(Collections.enumeration(
                        content.stream().map(ByteArrayInputStream::new).toList())),
                new ByteArrayInputStream(tail))));
        JsonNode answer = endpoint.json(endpoint.request("/v1/upload_to_stage")
                .header("X-DATABEND-STAGE-NAME", "~")
                .header("X-DATABEND-RELATIVE-PATH", path.substring(0, slash))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .PUT(HttpRequest.BodyPublishers.fromPublisher(
                        HttpRequest.BodyPublishers.ofInputStream(stream), length)));
        // A body cut short is answered with SUCCESS too, but then names no file.
        if (answer.path("files").size() != 1) {
            throw new DatabendException(
                    ErrorKind.UNANSWERED, 0, "Databend did not take the file " + path + " into the stage: " + answer);
        }
    }
}
