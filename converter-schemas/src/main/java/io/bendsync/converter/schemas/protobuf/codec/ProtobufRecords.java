package io.bendsync.converter.schemas.protobuf.codec;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import io.bendsync.converter.schemas.record.RecordCodec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;

/**
 * Records of one .proto file. Before the message stands which of the file's messages it is: how many numbers, then the
 * numbers, each the message's place within the one around it; a single zero for the file's first message.
 */
public final class ProtobufRecords implements RecordCodec {

    private static final List<Integer> FIRST = List.of(0);

    private final FileDescriptor file;
    private final Node<MessageCodec> first;
    private final Map<List<Integer>, Node<MessageCodec>> others = new ConcurrentHashMap<>();

    /** What reads any of the file's messages and writes its first. */
    public ProtobufRecords(FileDescriptor file) {
        if (file.getMessageTypes().isEmpty()) {
            throw new DataException("The registry's schema has no message");
        }
        this.file = file;
        this.first = CodecCompiler.root(file.getMessageTypes().get(0));
    }

    @Override
    public Schema schema() {
        return first.schema();
    }

    @Override
    public byte[] write(Object value, int free) {
        ProtoOutput out = new ProtoOutput(free);
        out.varint(0);
        first.codec().writeFields(out, value);
        return out.toByteArray();
    }

    @Override
    public SchemaAndValue read(byte[] record, int skipped) {
        try {
            CodedInputStream in = CodedInputStream.newInstance(record, skipped, record.length - skipped);
            Node<MessageCodec> message = message(in);
            Object value = message.codec().readFields(in);
            return new SchemaAndValue(message.schema(), value);
        } catch (IOException e) {
            throw new DataException("The record is not a message of its schema: " + e.getMessage(), e);
        }
    }

    private Node<MessageCodec> message(CodedInputStream in) throws IOException {
        int count = in.readSInt32();
        if (count == 0) {
            return first;
        }
        List<Integer> path = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            path.add(in.readSInt32());
        }
        if (path.equals(FIRST)) {
            return first;
        }
        Node<MessageCodec> found = others.get(path);
        if (found == null) {
            found = CodecCompiler.root(at(path));
            others.put(path, found);
        }
        return found;
    }

    private Descriptor at(List<Integer> path) {
        Descriptor message = null;
        List<Descriptor> siblings = file.getMessageTypes();
        for (int place : path) {
            if (place < 0 || place >= siblings.size()) {
                throw new DataException("The record is of message " + path + ", which its schema does not have");
            }
            message = siblings.get(place);
            siblings = message.getNestedTypes();
        }
        if (message == null) {
            throw new DataException("The record does not say of which message it is");
        }
        return message;
    }
}
