package io.bendsync.sink;

import io.bendsync.sink.commit.LedgerEntry;
import io.bendsync.sink.commit.WritePath;
import io.bendsync.sink.config.RetrySettings;
import io.bendsync.sink.databend.DatabendException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes partitions over from whoever had them. While Databend cannot say how far they have come, they are pending: the
 * consumer group goes on meanwhile, and the task asks again at each call, ever more rarely.
 */
final class Takeover {
    private static final Logger LOG = LoggerFactory.getLogger(Takeover.class);

    private final WritePath writePath;
    private final RetrySettings retry;
    private final Set<TopicPartition> pending = new HashSet<>();
    private int failures;
    private long nextAttempt;

    Takeover(WritePath writePath, RetrySettings retry) {
        this.writePath = writePath;
        this.retry = retry;
    }

    /** Adds partitions to those that are to be taken over, and asks at once. */
    Map<TopicPartition, LedgerEntry> begin(Collection<TopicPartition> partitions) {
        pending.addAll(partitions);
        failures = 0;
        nextAttempt = 0;
        return attempt();
    }

    /**
     * Asks again, if anything is pending and it is time.
     *
     * @return by partition that is ours from now on, where to go on; at offset -1 Kafka's own is to be used
     * @throws ConnectException if that cannot be known without a person's help, or was asked too often
     */
    Map<TopicPartition, LedgerEntry> attempt() {
        long now = System.currentTimeMillis();
        if (pending.isEmpty() || now < nextAttempt) {
            return Map.of();
        }
        try {
            Map<TopicPartition, LedgerEntry> taken = writePath.open(pending);
            pending.clear();
            return taken;
        } catch (DatabendException e) {
            if (!e.kind().worthRetrying() || ++failures > retry.retries()) {
                throw new ConnectException("Cannot take over " + pending + ": " + e.getMessage(), e);
            }
            nextAttempt = now + retry.wait(failures).toMillis();
            LOG.warn(
                    "Cannot take over {} yet, retry {} of {} (max.retries): {}",
                    pending,
                    failures,
                    retry.retries(),
                    e.getMessage());
            return Map.of();
        }
    }

    /** Those that nothing is known of yet. */
    Set<TopicPartition> pending() {
        return Set.copyOf(pending);
    }

    /** Gives partitions up. */
    void forget(Collection<TopicPartition> partitions) {
        pending.removeAll(partitions);
    }
}
