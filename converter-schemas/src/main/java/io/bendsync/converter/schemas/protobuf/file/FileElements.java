package io.bendsync.converter.schemas.protobuf.file;

import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileOptions;
import com.squareup.wire.schema.internal.parser.EnumElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.TypeElement;
import java.util.List;

/** A parsed file as Protobuf's own description of it, as far as messages and enums go: no services, no extensions. */
final class FileElements {

    private FileElements() {}

    static FileDescriptorProto proto(String name, ProtoFileElement parsed) {
        String syntax =
                parsed.getSyntax() == null ? "proto2" : parsed.getSyntax().toString();
        if (!syntax.equals("proto2") && !syntax.equals("proto3")) {
            throw new IllegalStateException("proto2 and proto3 are read here, but not " + syntax);
        }
        boolean proto3 = syntax.equals("proto3");
        FileDescriptorProto.Builder file =
                FileDescriptorProto.newBuilder().setName(name).setSyntax(syntax);
        if (parsed.getPackageName() != null) {
            file.setPackage(parsed.getPackageName());
        }
        file.addAllDependency(parsed.getImports());
        for (String dependency : parsed.getPublicImports()) {
            file.addPublicDependency(file.getDependencyCount());
            file.addDependency(dependency);
        }
        file.setOptions(
                FileOptions.newBuilder().setUnknownFields(MetaOptions.of(parsed.getOptions(), "confluent.file_meta")));
        for (TypeElement type : parsed.getTypes()) {
            if (type instanceof MessageElement message) {
                file.addMessageType(MessageElements.proto(message, proto3));
            } else if (type instanceof EnumElement element) {
                file.addEnumType(enumProto(element));
            }
        }
        return file.build();
    }

    static EnumDescriptorProto enumProto(EnumElement parsed) {
        EnumDescriptorProto.Builder proto = EnumDescriptorProto.newBuilder().setName(parsed.getName());
        proto.getOptionsBuilder().setAllowAlias(hasAliases(parsed));
        parsed.getConstants()
                .forEach(constant -> proto.addValue(EnumValueDescriptorProto.newBuilder()
                        .setName(constant.getName())
                        .setNumber(constant.getTag())));
        return proto.build();
    }

    private static boolean hasAliases(EnumElement parsed) {
        List<Integer> tags = parsed.getConstants().stream()
                .map(constant -> constant.getTag())
                .toList();
        return tags.stream().distinct().count() < tags.size();
    }
}
