package io.bendsync.sink;

import io.bendsync.sink.commit.LastRecord;
import io.bendsync.sink.commit.LedgerEntry;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * Where the ledger had each partition go on, and whether the topic is still the one that it speaks of: reading begins one
 * record early, at the one that the ledger remembers. Only records out of turn are looked at here. The others, which are
 * nearly all, cost nothing.
 */
final class OpenedPartitions {
    private final String connector;
    private final BiConsumer<TopicPartition, Long> consumer;
    private final Map<TopicPartition, LedgerEntry> entries = new HashMap<>();
    /** Those whose remembered record has not come yet. */
    private final Set<TopicPartition> unproven = new HashSet<>();
    /** Those of which nothing counts before the next poll. */
    private final Set<TopicPartition> readAgain = new HashSet<>();

    /** @param consumer has the consumer read a partition from an offset on, from the next poll on */
    OpenedPartitions(String connector, BiConsumer<TopicPartition, Long> consumer) {
        this.connector = connector;
        this.consumer = consumer;
    }

    /** Takes a partition in, and has it read from where the ledger says; from where Kafka says if the ledger does not. */
    void add(TopicPartition partition, LedgerEntry entry) {
        entries.put(partition, entry);
        if (entry.lastRecord().isPresent()) {
            unproven.add(partition);
        }
        if (entry.nextOffset() >= 0) {
            seek(partition, entry.nextOffset());
        }
    }

    void removeAll(Collection<TopicPartition> partitions) {
        partitions.forEach(entries::remove);
        unproven.removeAll(partitions);
        readAgain.removeAll(partitions);
    }

    /** Has a partition read from an offset on; one record early while that one is still to be compared. */
    void seek(TopicPartition partition, long offset) {
        consumer.accept(partition, isUnproven(partition, offset) ? offset - 1 : offset);
    }

    /** Whether an offset is the ledger's, and the record that is remembered before it has not come yet. */
    boolean isUnproven(TopicPartition partition, long offset) {
        return unproven.contains(partition) && offset == entries.get(partition).nextOffset();
    }

    /** Takes note of another poll: what was to be read again comes now. */
    void polled() {
        readAgain.clear();
    }

    /**
     * Whether a record that does not follow the last one right away is to be taken all the same. If not, it was taken
     * before or will come again.
     *
     * @param timestamp null if it has none
     * @param position the offset after the last record that was taken, or that the ledger counts
     * @throws ConnectException if the topic is not the one that the ledger speaks of
     */
    boolean isInTurn(TopicPartition partition, long offset, Long timestamp, long position) {
        if (offset < position) {
            LedgerEntry entry = entries.get(partition);
            if (entry != null && offset < entry.nextOffset()) {
                requireRemembered(entry, partition, offset, timestamp);
                unproven.remove(partition);
            }
            return false; // taken before; also where Kafka Connect has gone back after a failed commit of its own
        }
        if (isUnproven(partition, position)) {
            // What was remembered is gone, by compaction or by age. By age, auto.offset.reset may have sent the
            // consumer past records that nobody has read: once, it is sent to where it would have begun without a
            // memory.
            unproven.remove(partition);
            readAgain.add(partition);
            seek(partition, position);
        }
        return !readAgain.contains(partition);
    }

    private void requireRemembered(LedgerEntry entry, TopicPartition partition, long offset, Long timestamp) {
        Optional<LastRecord> last = entry.lastRecord();
        if (last.isEmpty() || last.get().offset() != offset) {
            throw madeAnew("Record " + partition + " offset " + offset
                    + " comes although Databend already holds everything before offset " + entry.nextOffset());
        }
        if (timestamp != null && timestamp != last.get().timestamp()) {
            throw madeAnew("Record " + partition + " offset " + offset + " has the timestamp " + timestamp
                    + ", and the one that Databend already holds of that offset had "
                    + last.get().timestamp());
        }
    }

    private ConnectException madeAnew(String finding) {
        String path = "/connectors/" + connector;
        return new ConnectException(finding + ": the topic was made anew, or offsets were reset. Reset the connector's"
                + " offsets by Kafka Connect's REST interface, which resets those in Databend too: PUT " + path
                + "/stop, DELETE " + path + "/offsets, PUT " + path + "/resume");
    }
}
