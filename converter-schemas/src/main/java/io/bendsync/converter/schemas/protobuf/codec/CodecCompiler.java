package io.bendsync.converter.schemas.protobuf.codec;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import io.bendsync.converter.schemas.protobuf.file.Meta;
import io.bendsync.converter.schemas.protobuf.text.Marks;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;

/**
 * Messages as codecs, with Connect's schema of them. In a file of ours the options say all; in those of others a message
 * is named by its full name, and what Protobuf can tell to be absent is optional.
 */
final class CodecCompiler {

    private static final String WRAPPERS = "google/protobuf/wrappers.proto";

    private final boolean ours;
    private final Set<String> within = new HashSet<>();

    private CodecCompiler(boolean ours) {
        this.ours = ours;
    }

    /** A file's message that is a whole record. */
    static Node<MessageCodec> root(Descriptor message) {
        Meta file = Meta.of(message.getFile().getOptions().getUnknownFields());
        CodecCompiler compiler = new CodecCompiler(file.params().containsKey(Marks.OURS));
        Meta meta = Meta.of(message.getOptions().getUnknownFields());
        if (meta.params().containsKey(Marks.WRAPPER)) {
            return compiler.wrapper(message, false);
        }
        return compiler.struct(message, meta.params().containsKey(Marks.OPTIONAL));
    }

    private Node<MessageCodec> struct(Descriptor message, boolean optional) {
        if (!within.add(message.getFullName())) {
            throw new DataException(
                    "message " + message.getFullName() + " contains itself, for which Connect has no schema");
        }
        List<Field> fields = new ArrayList<>();
        List<FieldCodec> codecs = new ArrayList<>();
        for (FieldDescriptor field : message.getFields()) {
            Node<FieldCodec> node = field(field);
            fields.add(new Field(name(field), fields.size(), node.schema()));
            codecs.add(node.codec());
        }
        within.remove(message.getFullName());
        Described described = new Described(Meta.of(message.getOptions().getUnknownFields()), "");
        String name = ours ? described.text(Marks.NAME) : message.getFullName();
        Schema schema =
                described.schema(Schema.Type.STRUCT, optional, name, described.parameters(), fields, null, null);
        return new Node<>(schema, new StructCodec(schema, codecs));
    }

    private static String name(FieldDescriptor field) {
        String name = described(field, "").text(Marks.FIELD);
        return name == null ? field.getName() : name;
    }

    private Node<FieldCodec> field(FieldDescriptor field) {
        if (field.isMapField()
                || (field.isRepeated() && "map".equals(described(field, "").mark(Marks.TYPE)))) {
            return map(field);
        }
        if (field.isRepeated()) {
            Node<? extends ValueCodec> element = value(field, Marks.ITEMS, false);
            Described described = described(field, "");
            Schema schema = described.schema(
                    Schema.Type.ARRAY,
                    false,
                    described.text(Marks.NAME),
                    described.parameters(),
                    null,
                    null,
                    element.schema());
            return new Node<>(schema, new ListField(field.getNumber(), element.codec()));
        }
        return single(field, "");
    }

    private Node<FieldCodec> map(FieldDescriptor field) {
        Descriptor entry = field.getMessageType();
        FieldDescriptor keyField = entry.findFieldByNumber(1);
        FieldDescriptor valueField = entry.findFieldByNumber(2);
        Node<FieldCodec> key;
        Node<FieldCodec> value;
        if (field.isMapField()) {
            key = element(keyField, field, Marks.KEYS);
            value = element(valueField, field, Marks.VALUES);
        } else {
            key = field(keyField);
            value = field(valueField);
        }
        Described described = described(field, "");
        Schema schema = described.schema(
                Schema.Type.MAP,
                false,
                described.text(Marks.NAME),
                described.parameters(),
                null,
                key.schema(),
                value.schema());
        return new Node<>(schema, new MapField(field.getNumber(), key.codec(), value.codec()));
    }

    /** The key or value of Protobuf's own maps, of which the map's field tells. */
    private Node<FieldCodec> element(FieldDescriptor part, FieldDescriptor map, String prefix) {
        Node<? extends ValueCodec> value = value(part, described(map, prefix), false);
        return new Node<>(value.schema(), new SingleField(part.getNumber(), value.codec(), false, true));
    }

    private Node<FieldCodec> single(FieldDescriptor field, String prefix) {
        boolean optional = field.hasPresence()
                && !field.isRequired()
                && described(field, prefix).mark(Marks.REQUIRED) == null;
        Node<? extends ValueCodec> value = value(field, prefix, optional);
        return new Node<>(
                value.schema(), new SingleField(field.getNumber(), value.codec(), optional, field.hasPresence()));
    }

    private Node<? extends ValueCodec> value(FieldDescriptor field, String prefix, boolean optional) {
        return value(field, described(field, prefix), optional);
    }

    private Node<? extends ValueCodec> value(FieldDescriptor field, Described described, boolean optional) {
        if (field.getJavaType() == JavaType.ENUM) {
            return new Node<>(described.schema(Schema.Type.STRING, optional), new EnumNames(field.getEnumType()));
        }
        if (field.getJavaType() != JavaType.MESSAGE) {
            ScalarCodec scalar = ScalarCodec.of(field, described.mark(Marks.TYPE));
            return new Node<>(described.schema(scalar.type(), optional), scalar);
        }
        Descriptor message = field.getMessageType();
        Meta meta = Meta.of(message.getOptions().getUnknownFields());
        if (meta.params().containsKey(Marks.WRAPPER)
                || message.getFile().getName().equals(WRAPPERS)) {
            return wrapper(message, optional);
        }
        return switch (message.getFullName()) {
            case "confluent.type.Decimal" -> decimal(described, optional);
            case "google.type.Date" -> logical(described, Schema.Type.INT32, Date.LOGICAL_NAME, optional);
            case "google.type.TimeOfDay" -> logical(described, Schema.Type.INT32, Time.LOGICAL_NAME, optional);
            case "google.protobuf.Timestamp" -> logical(described, Schema.Type.INT64, Timestamp.LOGICAL_NAME, optional);
            default -> struct(message, optional);
        };
    }

    private Node<MessageCodec> wrapper(Descriptor message, boolean optional) {
        Node<FieldCodec> inner = field(message.getFields().get(0));
        Schema schema = inner.schema();
        if (optional && !schema.isOptional()) {
            schema = new ConnectSchema(
                    schema.type(),
                    true,
                    schema.defaultValue(),
                    schema.name(),
                    schema.version(),
                    schema.doc(),
                    schema.parameters(),
                    null,
                    schema.type() == Schema.Type.MAP ? schema.keySchema() : null,
                    schema.type() == Schema.Type.MAP || schema.type() == Schema.Type.ARRAY
                            ? schema.valueSchema()
                            : null);
        }
        return new Node<>(schema, new WrapperCodec(inner.codec()));
    }

    private Node<MessageCodec> logical(Described described, Schema.Type type, String name, boolean optional) {
        MessageCodec codec = switch (name) {
            case Date.LOGICAL_NAME -> new LogicalCodec.OfDate();
            case Time.LOGICAL_NAME -> new LogicalCodec.OfTime();
            default -> new LogicalCodec.OfTimestamp();
        };
        return new Node<>(described.logical(type, name, optional, ours), codec);
    }

    private Node<MessageCodec> decimal(Described described, boolean optional) {
        Schema schema = described.logical(Schema.Type.BYTES, Decimal.LOGICAL_NAME, optional, ours);
        String scale = schema.parameters().get(Decimal.SCALE_FIELD);
        try {
            return new Node<>(schema, new LogicalCodec.OfDecimal(Integer.parseInt(scale)));
        } catch (NumberFormatException e) {
            throw new DataException("A field of decimals has the scale " + scale, e);
        }
    }

    private static Described described(FieldDescriptor field, String prefix) {
        return new Described(Meta.of(field.getOptions().getUnknownFields()), prefix);
    }
}
