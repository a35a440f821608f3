package io.bendsync.dashboard.api;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** The page and the few files that it consists of. */
@Path("bendsync")
public final class PageResource {
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final Map<String, String> TYPES = Map.of(
            "index.html", "text/html;charset=utf-8",
            "app.js", "text/javascript;charset=utf-8",
            "chart.js", "text/javascript;charset=utf-8",
            "style.css", "text/css;charset=utf-8",
            "icon.svg", "image/svg+xml");

    /** Made by the extension. */
    public PageResource() {
        // nothing to hold
    }

    /** The page; its other files are beside it, so its address ends in a slash. */
    @GET
    public Response page(@Context UriInfo uri) throws IOException {
        return uri.getPath().endsWith("/")
                ? file("index.html")
                : Response.seeOther(uri.getAbsolutePathBuilder().path("/").build())
                        .build();
    }

    /** One of its files. */
    @GET
    @Path("{file}")
    public Response file(@PathParam("file") String file) throws IOException {
        String type = TYPES.get(file);
        if (type == null) {
            return Answer.of(NOT_FOUND, "text/plain", "there is no such file");
        }
        try (InputStream in = PageResource.class.getResourceAsStream("/io/bendsync/dashboard/page/" + file)) {
            return Answer.of(OK, type, in.readAllBytes());
        }
    }
}
