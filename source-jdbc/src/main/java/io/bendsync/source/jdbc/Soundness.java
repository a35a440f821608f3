package io.bendsync.source.jdbc;

import io.bendsync.source.jdbc.config.ConfigProblems;
import io.bendsync.source.jdbc.config.SourceConfig;
import io.bendsync.source.jdbc.failure.SourceException;
import java.util.List;
import java.util.Map;

/** Reads a configuration at start, where an error can only be thrown: all errors in one message. */
final class Soundness {
    private Soundness() {}

    static SourceConfig config(Map<String, String> given) {
        List<String> errors = new ConfigProblems(given)
                .check().configValues().stream()
                        .flatMap(value -> value.errorMessages().stream())
                        .toList();
        if (!errors.isEmpty()) {
            throw new SourceException("The configuration cannot be used: " + String.join("; ", errors));
        }
        return new SourceConfig(given);
    }
}
