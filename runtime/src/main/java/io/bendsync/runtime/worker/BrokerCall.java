package io.bendsync.runtime.worker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.RequestHeader;

/** One question and its answer in Kafka's protocol, for what its clients do not ask; to a broker without security. */
final class BrokerCall {
    private static final int LIMIT_MILLIS = 10_000;
    private static final int LONGEST_ANSWER = 1 << 20;

    private final InetSocketAddress broker;

    BrokerCall(InetSocketAddress broker) {
        this.broker = broker;
    }

    /** @throws IOException if there is no answer, or it is no */
    AbstractResponse ask(AbstractRequest request) throws IOException {
        RequestHeader header = new RequestHeader(request.apiKey(), request.version(), "bendsync-start", 0);
        return AbstractResponse.parseResponse(exchange(request.serializeWithHeader(header)), header);
    }

    private ByteBuffer exchange(ByteBuffer request) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(broker, LIMIT_MILLIS);
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
