package io.bendsync.runtime.worker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.common.message.LeaveGroupRequestData.MemberIdentity;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.LeaveGroupRequest;
import org.apache.kafka.common.requests.LeaveGroupResponse;

/**
 * Takes members out of a classic group of any kind. Kafka's admin client does so for consumers only, and Kafka Connect's
 * workers are none; so this speaks the protocol's LeaveGroup by Kafka's own classes.
 */
final class GroupExit {
    /** The first whose members may be told why they went; of Kafka 3.2. */
    private static final short VERSION = 5;

    private final BrokerCall coordinator;

    /** @param coordinator the broker that coordinates the groups */
    GroupExit(InetSocketAddress coordinator) {
        this.coordinator = new BrokerCall(coordinator);
    }

    /**
     * Removes the members at once, as if each had said good-bye.
     *
     * @throws IOException if there is no answer, or it is no
     */
    void remove(String group, Collection<String> memberIds) throws IOException {
        List<MemberIdentity> members = memberIds.stream()
                .map(id -> new MemberIdentity().setMemberId(id).setReason("killed"))
                .toList();
        LeaveGroupResponse response =
                (LeaveGroupResponse) coordinator.ask(new LeaveGroupRequest.Builder(group, members).build(VERSION));
        if (response.error() != Errors.NONE) {
            throw new IOException("the broker answered " + response.error());
        }
    }
}
