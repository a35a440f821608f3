package io.bendsync.sink.commit;

import io.bendsync.sink.buffer.LaneBatch;
import io.bendsync.sink.buffer.OffsetMove;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Names for staged files: they say connector, topic, partition, offsets and epoch, so that whoever finds one knows
 * whose it is, and no two attempts ever share one.
 */
final class StagePaths {
    private final String root;
    private final AtomicLong attempts = new AtomicLong();

    /** @param token what no other task has, for names that carry no epoch */
    StagePaths(String connector, String token) {
        this.root = "bendsync/" + safe(connector) + "/";
        this.token = token;
    }

    private final String token;

    /** The folder for a partition's files; only the partition's owner writes there. */
    String folder(String topic, int partition) {
        return root + safe(topic) + "/" + partition + "/";
    }

    /** Folder and beginning of the name for the files of one attempt at a batch. */
    String prefix(LaneBatch batch) {
        Map.Entry<Integer, OffsetMove> first =
                batch.offsets().entrySet().iterator().next();
        return folder(batch.topic(), first.getKey()) + first.getValue().from() + "-"
                + first.getValue().to() + "-e" + first.getValue().epoch() + "-" + token + "-"
                + attempts.incrementAndGet() + "-";
    }

    private static String safe(String name) {
        String safe = name.replaceAll("[^A-Za-z0-9_-]", "_");
        return safe.equals(name) ? safe : safe + "-" + Integer.toHexString(name.hashCode());
    }
}
