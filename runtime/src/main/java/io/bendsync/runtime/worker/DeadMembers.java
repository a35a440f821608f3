package io.bendsync.runtime.worker;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a killed process left in the consumer groups. The broker would hold its partitions back until the members'
 * sessions end; a broker that starts with this process has no living members, so all can go at once.
 */
final class DeadMembers {
    private static final Logger LOG = LoggerFactory.getLogger(DeadMembers.class);
    private static final int SECONDS = 10;

    private DeadMembers() {}

    /** Empties every consumer group of an embedded broker, before its worker starts. */
    static void remove(String bootstrapServers) throws InterruptedException {
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.CLIENT_ID_CONFIG,
                "bendsync-start");
        try (Admin admin = Admin.create(settings)) {
            for (GroupListing group : admin.listGroups(ListGroupsOptions.forConsumerGroups())
                    .all()
                    .get(SECONDS, TimeUnit.SECONDS)) {
                remove(admin, group.groupId());
            }
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("cannot list the consumer groups: the start may wait for sessions to end", e);
        }
    }

    private static void remove(Admin admin, String group) throws InterruptedException {
        try {
            admin.removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
                    .all()
                    .get(SECONDS, TimeUnit.SECONDS);
            LOG.info("removed the members that an earlier process left in group {}", group);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("group {} keeps its members", group, e);
        }
    }
}
