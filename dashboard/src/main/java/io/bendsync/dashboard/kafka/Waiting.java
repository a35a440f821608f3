package io.bendsync.dashboard.kafka;

/**
 * What of a topic a sink has not written yet.
 *
 * @param rows how many rows; transactions' own marks count as rows where there are more than can be looked at
 * @param seconds how long the oldest of them has been in Kafka; null where it could not be looked at
 */
public record Waiting(long rows, Double seconds) {
    static final Waiting NOTHING = new Waiting(0, 0.0);

    Waiting and(Waiting other) {
        Double oldest = seconds == null || other.seconds == null ? null : Math.max(seconds, other.seconds);
        return new Waiting(rows + other.rows, oldest);
    }
}
