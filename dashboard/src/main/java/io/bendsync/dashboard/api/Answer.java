package io.bendsync.dashboard.api;

import jakarta.ws.rs.core.Response;

/** Answers with what keeps a browser from doing anything with them but show them, on this page. */
final class Answer {
    /** Nothing inline, nothing from elsewhere, in nobody's frame. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private Answer() {}

    static Response of(int status, String type, Object body) {
        return Response.status(status)
                .entity(body)
                .type(type)
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Cache-Control", "no-store")
                .build();
    }
}
