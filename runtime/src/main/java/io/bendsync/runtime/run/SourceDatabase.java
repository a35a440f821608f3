package io.bendsync.runtime.run;

import io.bendsync.runtime.database.MySqlAddress;
import io.bendsync.runtime.database.MySqlDatabase;
import io.bendsync.runtime.pipeline.Capture;
import io.bendsync.runtime.pipeline.Endpoint;
import io.bendsync.runtime.pipeline.Pipeline;
import java.time.Duration;

/** A pipeline's MySQL, reached the way its source connector reaches it: with the same TLS settings. */
public final class SourceDatabase {
    /** For questions that the server answers at once. */
    static final Duration SHORT = Duration.ofSeconds(30);

    private SourceDatabase() {}

    /** Connects as the pipeline file says. */
    public static MySqlDatabase connect(Pipeline pipeline) {
        return connect(pipeline, pipeline.source().endpoint(), MySqlDatabase.LONGEST);
    }

    /**
     * Connects as the pipeline file says, with a password that may have changed since.
     *
     * @param silence how long the server may take for an answer before it is given up
     */
    static MySqlDatabase connect(Pipeline pipeline, Endpoint endpoint, Duration silence) {
        MySqlAddress address = MySqlAddress.of(endpoint.url(), pipeline.source().properties());
        return MySqlDatabase.connect(
                pipeline.source().capture() == Capture.BINLOG ? address.believing() : address,
                endpoint.user(),
                endpoint.password(),
                silence);
    }
}
