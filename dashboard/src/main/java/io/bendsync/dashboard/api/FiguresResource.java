package io.bendsync.dashboard.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bendsync.dashboard.host.HostedPipeline;
import io.bendsync.dashboard.state.Board;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The figures behind the page, as JSON. Pausing and resuming are Kafka Connect's own calls. */
@Path("bendsync/api")
public final class FiguresResource {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final Board board;

    /** Made by the extension. */
    public FiguresResource(Board board) {
        this.board = board;
    }

    /** Everything that the page shows. */
    @GET
    @Path("state")
    public Response state() {
        return json(OK, board.overview());
    }

    /** The newest dead letters of a sink; their values only when asked for. */
    @GET
    @Path("dead-letters/{connector}")
    public Response deadLetters(
            @PathParam("connector") String connector, @QueryParam("values") @DefaultValue("false") boolean values) {
        return json(OK, board.deadLetters(connector, values));
    }

    /**
     * Has the pipeline of this process read tables again.
     *
     * @param header a header that no form and no other site's script can set without being asked first
     * @param tables those tables; all if none is named
     */
    @POST
    @Path("resync")
    public Response resync(@HeaderParam("X-Bendsync") String header, @QueryParam("table") List<String> tables) {
        if (header == null) {
            return json(FORBIDDEN, Map.of("message", "the header X-Bendsync is missing"));
        }
        Optional<HostedPipeline> pipeline = HostedPipeline.find();
        if (pipeline.isEmpty()) {
            return json(
                    NOT_FOUND, Map.of("message", "this worker runs no pipeline file: only bendsync run can do that"));
        }
        try {
            return json(OK, Map.of("resync", pipeline.get().resync(tables)));
        } catch (IllegalStateException e) {
            return json(CONFLICT, Map.of("message", String.valueOf(e.getMessage())));
        }
    }

    private static Response json(int status, Object body) {
        try {
            return Answer.of(status, "application/json", JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written as JSON: " + body.getClass(), e);
        }
    }
}
