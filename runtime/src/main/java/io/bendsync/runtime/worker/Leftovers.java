package io.bendsync.runtime.worker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ClassicGroupDescription;
import org.apache.kafka.clients.admin.DescribeTransactionsResult;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.internals.ConsumerProtocol;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a killed process left behind in Kafka: consumers and workers in their groups, whose partitions and tasks the
 * broker would hold back until their sessions end, and open transactions, which would keep Connect from reading its own
 * topics for up to a minute. A broker that starts with this process has no living clients, so all can be ended at once.
 */
final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
    private static final int SECONDS = 10;

    private Leftovers() {}

    /** Empties every group of an embedded broker and aborts every transaction, before its worker starts. */
    static void clear(String bootstrapServers) throws InterruptedException {
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.CLIENT_ID_CONFIG,
                "bendsync-start");
        try (Admin admin = Admin.create(settings)) {
            Set<String> topics = admin.listTopics(new ListTopicsOptions().listInternal(true))
                    .names()
                    .get(SECONDS, TimeUnit.SECONDS);
            if (topics.contains(Topic.GROUP_METADATA_TOPIC_NAME)) {
                awaitGroups(admin);
            }
            for (GroupListing group :
                    admin.listGroups(new ListGroupsOptions()).all().get(SECONDS, TimeUnit.SECONDS)) {
                remove(admin, group);
            }
            if (topics.contains(Topic.TRANSACTION_STATE_TOPIC_NAME)) {
                awaitTransactions(admin);
                abortTransactions(admin);
                new LostEnds(admin).write(topics);
            }
        } catch (ExecutionException | TimeoutException | IOException e) {
            LOG.warn("cannot see what an earlier process left: the start may wait for sessions to end", e);
        }
    }

    private static void remove(Admin admin, GroupListing group) throws InterruptedException {
        if (group.groupState().filter(GroupState.EMPTY::equals).isPresent()) {
            return;
        }
        try {
            if (group.protocol().isEmpty() || group.protocol().equals(ConsumerProtocol.PROTOCOL_TYPE)) {
                admin.removeMembersFromConsumerGroup(group.groupId(), new RemoveMembersFromConsumerGroupOptions())
                        .all()
                        .get(SECONDS, TimeUnit.SECONDS);
            } else {
                removeWorkers(admin, group.groupId());
            }
            LOG.info("removed the members that an earlier process left in group {}", group.groupId());
        } catch (ExecutionException | TimeoutException | IOException e) {
            LOG.debug("group {} keeps its members", group.groupId(), e);
        }
    }

    private static void removeWorkers(Admin admin, String group)
            throws InterruptedException, ExecutionException, TimeoutException, IOException {
        ClassicGroupDescription found = admin.describeClassicGroups(List.of(group))
                .describedGroups()
                .get(group)
                .get(SECONDS, TimeUnit.SECONDS);
        List<String> members =
                found.members().stream().map(MemberDescription::consumerId).toList();
        if (!members.isEmpty()) {
            Node coordinator = found.coordinator();
            new GroupExit(new InetSocketAddress(coordinator.host(), coordinator.port())).remove(group, members);
        }
    }

    private static void abortTransactions(Admin admin)
            throws InterruptedException, ExecutionException, TimeoutException {
        List<String> open = admin
                .listTransactions(new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING)))
                .all()
                .get(SECONDS, TimeUnit.SECONDS)
                .stream()
                .map(TransactionListing::transactionalId)
                .toList();
        if (!open.isEmpty()) {
            admin.fenceProducers(open).all().get(SECONDS, TimeUnit.SECONDS);
            LOG.info("aborted the transactions that an earlier process left open: {}", open);
        }
    }

    /**
     * Waits until the broker has read each partition of its groups: before, and while it takes its topics over from the
     * one that was killed, it lists fewer groups than there are, and says nothing. A question about a group that nobody
     * has is answered only then; there is one for every partition.
     */
    private static void awaitGroups(Admin admin) throws InterruptedException, ExecutionException, TimeoutException {
        List<String> groups = idsForEach(partitions(admin, Topic.GROUP_METADATA_TOPIC_NAME));
        awaitUnknown(admin.describeConsumerGroups(groups).describedGroups().values(), GroupIdNotFoundException.class);
    }

    /** The same for the transaction log. */
    private static void awaitTransactions(Admin admin)
            throws InterruptedException, ExecutionException, TimeoutException {
        List<String> ids = idsForEach(partitions(admin, Topic.TRANSACTION_STATE_TOPIC_NAME));
        DescribeTransactionsResult answers = admin.describeTransactions(ids);
        awaitUnknown(ids.stream().map(answers::description).toList(), TransactionalIdNotFoundException.class);
    }

    private static void awaitUnknown(Collection<? extends KafkaFuture<?>> answers, Class<? extends Exception> unknown)
            throws InterruptedException, ExecutionException, TimeoutException {
        for (KafkaFuture<?> answer : answers) {
            try {
                answer.get(SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                if (!unknown.isInstance(e.getCause())) {
                    throw e;
                }
            }
        }
    }

    private static int partitions(Admin admin, String topic)
            throws InterruptedException, ExecutionException, TimeoutException {
        return admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get(SECONDS, TimeUnit.SECONDS)
                .get(topic)
                .partitions()
                .size();
    }

    /**
     * Ids that fall on each partition, found by the broker's own rule (its TransactionStateManager.partitionFor, and
     * GroupCoordinatorService.partitionFor).
     */
    private static List<String> idsForEach(int partitions) {
        Map<Integer, String> ids = new TreeMap<>();
        for (int i = 0; ids.size() < partitions; i++) {
            String id = "bendsync-nobody-" + i;
            ids.putIfAbsent(Utils.abs(id.hashCode()) % partitions, id);
        }
        return List.copyOf(ids.values());
    }
}
