package io.bendsync.runtime.run;

/**
 * How a connector or one of its tasks stands.
 *
 * @param state Kafka Connect's word: RUNNING, PAUSED, FAILED, UNASSIGNED, …
 * @param failure why it failed, empty if it did not
 */
public record PartStatus(String name, String state, String failure) {}
