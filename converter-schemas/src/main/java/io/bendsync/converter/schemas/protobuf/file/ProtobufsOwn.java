package io.bendsync.converter.schemas.protobuf.file;

import com.google.protobuf.AnyProto;
import com.google.protobuf.DescriptorProtos;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DurationProto;
import com.google.protobuf.EmptyProto;
import com.google.protobuf.FieldMaskProto;
import com.google.protobuf.StructProto;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.WrappersProto;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files that come with Protobuf. */
final class ProtobufsOwn {

    private ProtobufsOwn() {}

    static Map<String, FileDescriptor> files() {
        return Stream.of(
                        DescriptorProtos.getDescriptor(),
                        TimestampProto.getDescriptor(),
                        DurationProto.getDescriptor(),
                        WrappersProto.getDescriptor(),
                        AnyProto.getDescriptor(),
                        EmptyProto.getDescriptor(),
                        StructProto.getDescriptor(),
                        FieldMaskProto.getDescriptor())
                .collect(Collectors.toMap(FileDescriptor::getName, Function.identity()));
    }
}
