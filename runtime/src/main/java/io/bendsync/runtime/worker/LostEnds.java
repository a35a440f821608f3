package io.bendsync.runtime.worker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.TransactionResult;
import org.apache.kafka.common.requests.WriteTxnMarkersRequest;
import org.apache.kafka.common.requests.WriteTxnMarkersRequest.TxnMarkerEntry;
import org.apache.kafka.common.requests.WriteTxnMarkersResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends of transactions that topics lack, though Kafka has noted that the transactions are over. No reader of committed
 * records gets past such a place, and nothing says why. A machine that loses its power leaves them: each file of Kafka's
 * is as old as the operating system's last write of it. The ends are written again, by what Kafka has noted; where it has
 * noted nothing the transaction is aborted, as Kafka's own tool for it does ({@code kafka-transactions.sh abort}).
 */
final class LostEnds {
    private static final Logger LOG = LoggerFactory.getLogger(LostEnds.class);
    private static final int SECONDS = 10;

    /** Markers as they were before Kafka 4, which name the epoch that the transaction itself had. */
    private static final short VERSION = 1;

    /** What ends by itself. */
    private static final Set<TransactionState> GOING_ON =
            Set.of(TransactionState.ONGOING, TransactionState.PREPARE_COMMIT, TransactionState.PREPARE_ABORT);

    private final Admin admin;

    LostEnds(Admin admin) {
        this.admin = admin;
    }

    /** Writes all that are missing. */
    void write(Collection<String> topics)
            throws InterruptedException, ExecutionException, TimeoutException, IOException {
        Map<TopicPartition, PartitionProducerState> states =
                admin.describeProducers(partitions(topics)).all().get(SECONDS, TimeUnit.SECONDS);
        if (states.values().stream()
                .noneMatch(state -> state.activeProducers().stream().anyMatch(LostEnds::isOpen))) {
            return;
        }
        Map<Long, TransactionState> noted = admin.listTransactions().all().get(SECONDS, TimeUnit.SECONDS).stream()
                .collect(Collectors.toMap(
                        TransactionListing::producerId, TransactionListing::state, (first, second) -> first));
        List<TxnMarkerEntry> ends = new ArrayList<>();
        states.forEach((partition, state) -> state.activeProducers().stream()
                .filter(LostEnds::isOpen)
                .filter(producer -> !GOING_ON.contains(noted.get(producer.producerId())))
                .forEach(producer -> ends.add(end(partition, producer, noted.get(producer.producerId())))));
        if (!ends.isEmpty()) {
            write(ends);
        }
    }

    private List<TopicPartition> partitions(Collection<String> topics)
            throws InterruptedException, ExecutionException, TimeoutException {
        return admin.describeTopics(topics).allTopicNames().get(SECONDS, TimeUnit.SECONDS).values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
    }

    private static boolean isOpen(ProducerState producer) {
        return producer.currentTransactionStartOffset().isPresent();
    }

    private static TxnMarkerEntry end(TopicPartition partition, ProducerState producer, TransactionState noted) {
        TransactionResult result =
                noted == TransactionState.COMPLETE_COMMIT ? TransactionResult.COMMIT : TransactionResult.ABORT;
        LOG.warn(
                "{} lacks the end of a transaction, {} from offset {}: written again. If the machine lost its power,"
                        + " bendsync verify tells whether rows are missing",
                partition,
                result,
                producer.currentTransactionStartOffset().getAsLong());
        return new TxnMarkerEntry(
                producer.producerId(),
                (short) producer.producerEpoch(),
                producer.coordinatorEpoch().orElse(0),
                result,
                List.of(partition),
                VERSION);
    }

    private void write(List<TxnMarkerEntry> ends)
            throws InterruptedException, ExecutionException, TimeoutException, IOException {
        Node broker = admin.describeCluster().controller().get(SECONDS, TimeUnit.SECONDS);
        WriteTxnMarkersResponse answer =
                (WriteTxnMarkersResponse) new BrokerCall(new InetSocketAddress(broker.host(), broker.port()))
                        .ask(new WriteTxnMarkersRequest.Builder(ends).build(VERSION));
        Map<Errors, Long> failures = answer.errorsByProducerId().values().stream()
                .flatMap(errors -> errors.values().stream())
                .filter(error -> error != Errors.NONE)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        if (!failures.isEmpty()) {
            throw new IOException("the broker answered " + failures);
        }
    }
}
