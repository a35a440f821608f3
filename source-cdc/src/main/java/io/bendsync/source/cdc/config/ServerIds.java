package io.bendsync.source.cdc.config;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.zip.CRC32;

/**
 * The ids under which a connector may sign on at MySQL, the preferred one first: always the same for one connector, so
 * that a restart takes its own old session's place, and different between connectors. MySQL ends the older of two
 * readers with one id, which would have two connectors throw each other out for ever.
 *
 * @param identity what tells this connector from all others
 */
public record ServerIds(String identity) {

    // Ids given by hand are small; these stay above them, below 2^31 for tools that read them signed, and leave
    // room for the offset that Debezium adds for its snapshot threads.
    private static final long LOWEST = 1_000_000_000L;
    private static final long COUNT = 1_100_000_000L;
    private static final int TRIES = 100;

    /**
     * The ids of the connector with this configuration: its name and topics, and the Kafka cluster that it writes to,
     * as a copy of a whole installation may read the same server under the same names.
     *
     * @param config the configuration in Debezium's words
     */
    public static ServerIds of(Map<String, String> config) {
        return new ServerIds(config.getOrDefault("name", "")
                + '\n'
                + config.getOrDefault("topic.prefix", "")
                + '\n'
                + config.getOrDefault("schema.history.internal.kafka.bootstrap.servers", ""));
    }

    /** The preferred id. */
    public long first() {
        return candidate(0);
    }

    /**
     * The first id that nobody has.
     *
     * @param taken ids of the server and its replicas
     * @throws IllegalStateException if a hundred are taken, which means that the question itself went wrong
     */
    public long firstNotIn(Set<Long> taken) {
        return LongStream.range(0, TRIES)
                .map(this::candidate)
                .filter(id -> !taken.contains(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no free server id among " + TRIES));
    }

    private long candidate(long attempt) {
        CRC32 hash = new CRC32();
        hash.update((attempt + "\n" + identity).getBytes(StandardCharsets.UTF_8));
        return LOWEST + hash.getValue() % COUNT;
    }
}
