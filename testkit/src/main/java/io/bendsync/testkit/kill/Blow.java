package io.bendsync.testkit.kill;

/** What befalls a running sink. */
public enum Blow {
    /** {@code kill -9} of one worker, now and then of all; started again at once. */
    WORKER,
    /** {@code kill -9} of Databend's engine, and its restart. */
    ENGINE,
    /** {@code kill -9} of Kafka's broker, and its restart. */
    BROKER,
    /** The connector gets eight tasks, or one if it has eight. */
    RESCALE,
    /** Kafka Connect's internal topics and the sink's offsets in Kafka are lost, and the connector is made anew. */
    FORGETTING
}
