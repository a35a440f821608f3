package io.bendsync.localstack.mysql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Remembers for a day that a release cannot be had, so that not every start spends its time on finding that out again.
 *
 * @param file holds the reason
 */
record Fallback(Path file) {
    private static final Duration KEPT = Duration.ofDays(1);

    /** Why the release cannot be had, if that was found out within the last day. */
    Optional<String> reason() {
        try {
            Instant found = Files.getLastModifiedTime(file).toInstant();
            return found.plus(KEPT).isAfter(Instant.now())
                    ? Optional.of(Files.readString(file).strip())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    void remember(String reason) {
        try {
            Files.writeString(file, reason + "\n");
        } catch (IOException e) {
            // Then the next start tries again, which is merely slower.
        }
    }
}
