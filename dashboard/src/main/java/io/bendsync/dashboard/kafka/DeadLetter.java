package io.bendsync.dashboard.kafka;

/**
 * One record of a dead-letter topic.
 *
 * @param place the topic-partition-offset where the sink found it, or where it lies now if its headers do not say
 * @param time when it was put there, in milliseconds since 1970
 * @param key as text, cut if long
 * @param stage in which step it failed, in Kafka Connect's words; empty if the headers do not say
 * @param reason the message of the failure; empty if the headers do not say
 * @param value as text, cut if long; null unless asked for
 */
public record DeadLetter(String place, long time, String key, String stage, String reason, String value) {}
