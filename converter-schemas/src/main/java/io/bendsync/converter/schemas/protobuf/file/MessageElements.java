package io.bendsync.converter.schemas.protobuf.file;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.DescriptorProto.ReservedRange;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldOptions;
import com.google.protobuf.DescriptorProtos.MessageOptions;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import com.squareup.wire.schema.Field;
import com.squareup.wire.schema.internal.parser.EnumElement;
import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.OneOfElement;
import com.squareup.wire.schema.internal.parser.TypeElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A parsed message as Protobuf's own description of it. */
final class MessageElements {

    private static final Map<String, FieldDescriptorProto.Type> SCALARS = Stream.of(FieldDescriptorProto.Type.values())
            .filter(type -> type != FieldDescriptorProto.Type.TYPE_MESSAGE
                    && type != FieldDescriptorProto.Type.TYPE_GROUP
                    && type != FieldDescriptorProto.Type.TYPE_ENUM)
            .collect(Collectors.toMap(
                    type -> type.name().substring("TYPE_".length()).toLowerCase(Locale.ROOT), type -> type));

    private final DescriptorProto.Builder message;
    private final boolean proto3;
    private final List<Integer> optionals = new ArrayList<>();

    private MessageElements(String name, boolean proto3) {
        this.message = DescriptorProto.newBuilder().setName(name);
        this.proto3 = proto3;
    }

    static DescriptorProto proto(MessageElement parsed, boolean proto3) {
        return new MessageElements(parsed.getName(), proto3).fill(parsed);
    }

    private DescriptorProto fill(MessageElement parsed) {
        if (!parsed.getGroups().isEmpty()) {
            throw new IllegalStateException("message " + parsed.getName() + " has a group");
        }
        message.setOptions(MessageOptions.newBuilder()
                .setUnknownFields(MetaOptions.of(parsed.getOptions(), "confluent.message_meta")));
        for (TypeElement type : parsed.getNestedTypes()) {
            if (type instanceof MessageElement nested) {
                message.addNestedType(proto(nested, proto3));
            } else if (type instanceof EnumElement element) {
                message.addEnumType(FileElements.enumProto(element));
            }
        }
        parsed.getFields().forEach(field -> message.addField(field(field)));
        for (OneOfElement oneOf : parsed.getOneOfs()) {
            int index = message.getOneofDeclCount();
            message.addOneofDecl(OneofDescriptorProto.newBuilder().setName(oneOf.getName()));
            oneOf.getFields().forEach(field -> message.addField(field(field).setOneofIndex(index)));
        }
        // Protobuf has each optional field in a oneof of its own, and these after the real ones.
        for (int place : optionals) {
            FieldDescriptorProto.Builder field = message.getFieldBuilder(place);
            field.setOneofIndex(message.getOneofDeclCount());
            message.addOneofDecl(OneofDescriptorProto.newBuilder().setName(freeName("_" + field.getName())));
        }
        parsed.getReserveds().forEach(reserved -> reserved.getValues().forEach(this::reserve));
        return message.build();
    }

    /** A column may have the very name, with its underscore. */
    private String freeName(String wanted) {
        String name = wanted;
        while (isTaken(name)) {
            name = "X" + name;
        }
        return name;
    }

    private boolean isTaken(String name) {
        return message.getFieldList().stream().anyMatch(field -> field.getName().equals(name))
                || message.getNestedTypeList().stream()
                        .anyMatch(type -> type.getName().equals(name));
    }

    private FieldDescriptorProto.Builder field(FieldElement parsed) {
        FieldDescriptorProto.Builder field = FieldDescriptorProto.newBuilder()
                .setName(parsed.getName())
                .setNumber(parsed.getTag())
                .setLabel(label(parsed.getLabel()))
                .setOptions(FieldOptions.newBuilder()
                        .setUnknownFields(MetaOptions.of(parsed.getOptions(), "confluent.field_meta")));
        if (parsed.getType().startsWith("map<")) {
            return field.setLabel(Label.LABEL_REPEATED).setTypeName(mapEntry(parsed));
        }
        type(field, parsed.getType());
        if (proto3 && parsed.getLabel() == Field.Label.OPTIONAL) {
            field.setProto3Optional(true);
            optionals.add(message.getFieldCount());
        }
        return field;
    }

    private String mapEntry(FieldElement parsed) {
        String type = parsed.getType();
        int comma = type.indexOf(',');
        String name = entryName(parsed.getName());
        DescriptorProto.Builder entry = DescriptorProto.newBuilder()
                .setName(name)
                .setOptions(MessageOptions.newBuilder().setMapEntry(true));
        entry.addField(type(
                FieldDescriptorProto.newBuilder().setName("key").setNumber(1).setLabel(Label.LABEL_OPTIONAL),
                type.substring("map<".length(), comma).trim()));
        entry.addField(type(
                FieldDescriptorProto.newBuilder().setName("value").setNumber(2).setLabel(Label.LABEL_OPTIONAL),
                type.substring(comma + 1, type.lastIndexOf('>')).trim()));
        message.addNestedType(entry);
        return name;
    }

    /** As the compilers of .proto files name it. */
    private static String entryName(String field) {
        StringBuilder name = new StringBuilder();
        boolean upper = true;
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == '_') {
                upper = true;
            } else {
                name.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            }
        }
        return name.append("Entry").toString();
    }

    private static FieldDescriptorProto.Builder type(FieldDescriptorProto.Builder field, String type) {
        FieldDescriptorProto.Type scalar = SCALARS.get(type);
        return scalar == null ? field.setTypeName(type) : field.setType(scalar);
    }

    private static Label label(Field.Label label) {
        if (label == Field.Label.REPEATED) {
            return Label.LABEL_REPEATED;
        }
        return label == Field.Label.REQUIRED ? Label.LABEL_REQUIRED : Label.LABEL_OPTIONAL;
    }

    private void reserve(Object value) {
        if (value instanceof Integer number) {
            message.addReservedRange(ReservedRange.newBuilder().setStart(number).setEnd(number + 1));
        } else if (value instanceof kotlin.ranges.IntRange range) {
            message.addReservedRange(
                    ReservedRange.newBuilder().setStart(range.getFirst()).setEnd(range.getLast() + 1));
        } else {
            message.addReservedName(value.toString());
        }
    }
}
