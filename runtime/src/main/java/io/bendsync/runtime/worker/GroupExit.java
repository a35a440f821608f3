package io.bendsync.runtime.worker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.common.message.LeaveGroupRequestData.MemberIdentity;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.LeaveGroupRequest;
import org.apache.kafka.common.requests.LeaveGroupResponse;
import org.apache.kafka.common.requests.RequestHeader;

/**
 * Takes members out of a classic group of any kind. Kafka's admin client does so for consumers only, and Kafka Connect's
 * workers are none; so this speaks the protocol's LeaveGroup by Kafka's own classes, to a broker without security.
 */
final class GroupExit {
    /** The first whose members may be told why they went; of Kafka 3.2. */
    private static final short VERSION = 5;

    private static final int LIMIT_MILLIS = 10_000;
    private static final int LONGEST_ANSWER = 1 << 20;

    private final InetSocketAddress coordinator;

    /** @param coordinator the broker that coordinates the groups */
    GroupExit(InetSocketAddress coordinator) {
        this.coordinator = coordinator;
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
        LeaveGroupRequest request = new LeaveGroupRequest.Builder(group, members).build(VERSION);
        RequestHeader header = new RequestHeader(ApiKeys.LEAVE_GROUP, VERSION, "bendsync-start", 0);
        LeaveGroupResponse response = (LeaveGroupResponse)
                AbstractResponse.parseResponse(exchange(request.serializeWithHeader(header)), header);
        if (response.error() != Errors.NONE) {
            throw new IOException("the broker answered " + response.error());
        }
    }

    private ByteBuffer exchange(ByteBuffer request) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(coordinator, LIMIT_MILLIS);
            socket.setSoTimeout(LIMIT_MILLIS);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            byte[] bytes = new byte[request.remaining()];
            request.get(bytes);
            out.writeInt(bytes.length);
            out.write(bytes);
            out.flush();
            DataInputStream in = new DataInputStream(socket.getInputStream());
            int length = in.readInt();
            if (length < 0 || length > LONGEST_ANSWER) {
                throw new IOException("an answer of " + length + " bytes");
            }
            return ByteBuffer.wrap(in.readNBytes(length));
        }
    }
}
