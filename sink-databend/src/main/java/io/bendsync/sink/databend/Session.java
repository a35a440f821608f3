package io.bendsync.sink.databend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One session on the server: statements one after the other, with the session's state (settings, open
 * transaction) carried from answer to request as Databend's HTTP protocol asks. Not for two threads at once.
 *
 * <p>While a transaction is open, the server wants every statement on the node that began it; the session sends
 * the header that pins it there.
 */
public final class Session {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    private static final int WAIT_SECONDS = 10;
    private static final int PAGE_ATTEMPTS = 3;

    private final Endpoint endpoint;
    private ObjectNode state;
    private String stickyNode;

    /**
     * @param database where names without one are looked up
     * @param settings server settings, by name
     */
    public Session(Endpoint endpoint, String database, Map<String, String> settings) {
        this.endpoint = endpoint;
        this.state = Endpoint.JSON.createObjectNode().put("database", database);
        ObjectNode values = state.putObject("settings");
        settings.forEach(values::put);
    }

    /** Runs one statement to its end and returns all its rows. */
    public QueryResult execute(String sql) throws DatabendException {
        ObjectNode body = Endpoint.JSON.createObjectNode().put("sql", sql);
        body.set("session", state);
        body.putObject("pagination").put("wait_time_secs", WAIT_SECONDS);
        JsonNode answer = endpoint.json(pinned(endpoint.request("/v1/query"))
                .header("Content-Type", "application/json")
                .header("X-DATABEND-QUERY-ID", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
        List<String> columns = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        while (true) {
            take(answer, sql);
            if (columns.isEmpty()) {
                answer.path("schema").forEach(c -> columns.add(c.path("name").asText()));
            }
            answer.path("data").forEach(row -> rows.add(cells(row)));
            JsonNode next = answer.path("next_uri");
            if (next.isNull() || next.isMissingNode()) {
                return new QueryResult(columns, rows);
            }
            boolean done = next.asText().endsWith("/final");
            if (done) {
                release(next.asText());
                return new QueryResult(columns, rows);
            }
            answer = page(next.asText());
        }
    }

    /** The state of this session's transaction as the server last told it: AutoCommit, Active or Fail. */
    public String transactionState() {
        return state.path("txn_state").asText("AutoCommit");
    }

    private void take(JsonNode answer, String sql) throws DatabendException {
        if (answer.path("session").isObject()) {
            state = ((ObjectNode) answer.path("session")).deepCopy();
            stickyNode = state.path("need_sticky").asBoolean(false)
                    ? answer.path("node_id").asText(null)
                    : null;
        }
        JsonNode error = answer.path("error");
        if (error.isObject()) {
            int code = error.path("code").asInt(0);
            String message = error.path("message").asText();
            LOG.debug("Databend refused a statement with code {}: {}", code, sql);
            throw new DatabendException(ErrorKind.ofCode(code), code, message.strip());
        }
    }

    private JsonNode page(String uri) throws DatabendException {
        // Asking for a page again is harmless, so one dropped connection need not fail a long statement.
        for (int attempt = 1; ; attempt++) {
            try {
                return endpoint.json(pinned(endpoint.request(uri)).GET());
            } catch (DatabendException e) {
                if (e.kind() != ErrorKind.UNANSWERED
                        || attempt == PAGE_ATTEMPTS
                        || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
            }
        }
    }

    /**
     * Nobody waits for this: a way to a server far off and back for every statement would be as long as the statement.
     * It has succeeded, the server forgets its result by itself after a while, and counts on no client to read this
     * answer (Databend's {@code query_final_handler}).
     */
    private void release(String finalUri) {
        endpoint.sendAside(pinned(endpoint.request(finalUri)).GET());
    }

    private HttpRequest.Builder pinned(HttpRequest.Builder request) {
        return stickyNode == null ? request : request.header("X-DATABEND-STICKY-NODE", stickyNode);
    }

    private static List<String> cells(JsonNode row) {
        List<String> cells = new ArrayList<>(row.size());
        row.forEach(cell -> cells.add(cell.isNull() ? null : cell.asText()));
        return cells;
    }
}
