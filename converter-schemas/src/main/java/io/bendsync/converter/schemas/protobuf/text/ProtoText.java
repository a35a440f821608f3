package io.bendsync.converter.schemas.protobuf.text;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Schema;

/** Connect's schema as the text of a .proto file. */
public final class ProtoText {

    private static final String DEFAULT_NAME = "Record";

    private final StringBuilder body = new StringBuilder();
    private final Set<String> imports = new TreeSet<>(Set.of("confluent/meta.proto"));

    private ProtoText() {}

    /**
     * The file's text.
     *
     * @param earlier earlier versions of the same subject, the newest first
     */
    public static String of(Schema schema, List<FileDescriptor> earlier) {
        String[] name = name(schema.type() == Schema.Type.STRUCT ? schema.name() : null);
        ProtoText text = new ProtoText();
        List<Descriptor> messages = earlier.stream()
                .filter(file -> !file.getMessageTypes().isEmpty())
                .map(file -> file.getMessageTypes().get(0))
                .toList();
        text.message(Drafts.of(schema, name[1]), messages, "");
        StringBuilder file = new StringBuilder("syntax = \"proto3\";\n");
        if (!name[0].isEmpty()) {
            file.append("package ").append(name[0]).append(";\n");
        }
        file.append('\n');
        text.imports.forEach(
                imported -> file.append("import \"").append(imported).append("\";\n"));
        file.append("\noption (confluent.file_meta) = ")
                .append(meta(null, Map.of(Marks.OURS, "1"), ""))
                .append(";\n\n");
        return file.append(text.body).toString();
    }

    /** Package and message. */
    private static String[] name(String schema) {
        if (schema == null) {
            return new String[] {"", DEFAULT_NAME};
        }
        List<String> parts = List.of(schema.split("\\.", -1)).stream()
                .map(Names::identifier)
                .collect(Collectors.toCollection(java.util.ArrayList::new));
        if (parts.get(0).equals("google") || parts.get(0).equals("confluent")) {
            // The names of the types that are imported begin so.
            parts.set(0, parts.get(0) + "_");
        }
        int last = parts.size() - 1;
        return new String[] {String.join(".", parts.subList(0, last)), parts.get(last)};
    }

    private void message(DraftMessage message, List<Descriptor> earlier, String indent) {
        String within = indent + "  ";
        body.append(indent).append("message ").append(message.name).append(" {\n");
        if (message.doc != null || !message.params.isEmpty()) {
            body.append(within)
                    .append("option (confluent.message_meta) = ")
                    .append(meta(message.doc, message.params, within))
                    .append(";\n");
        }
        FieldNumbers numbers = FieldNumbers.of(earlier);
        Map<DraftField, Integer> given = numbers.numbers(message.fields);
        Set<Integer> reserved = numbers.reserved(given);
        if (!reserved.isEmpty()) {
            body.append(within)
                    .append("reserved ")
                    .append(reserved.stream().map(String::valueOf).collect(Collectors.joining(", ")))
                    .append(";\n");
        }
        for (DraftField field : message.fields) {
            field(field, given.get(field), within);
        }
        for (DraftMessage nested : message.nested) {
            message(
                    nested,
                    earlier.stream()
                            .map(type -> type.findNestedTypeByName(nested.name))
                            .filter(Objects::nonNull)
                            .toList(),
                    within);
        }
        body.append(indent).append("}\n");
    }

    private void field(DraftField field, int number, String indent) {
        body.append(indent);
        if (!field.label().isEmpty()) {
            body.append(field.label()).append(' ');
        }
        body.append(field.type()).append(' ').append(field.name()).append(" = ").append(number);
        if (field.doc() != null || !field.params().isEmpty()) {
            body.append(" [(confluent.field_meta) = ")
                    .append(meta(field.doc(), field.params(), indent))
                    .append(']');
        }
        body.append(";\n");
        if (field.type().contains(".confluent.type.Decimal")) {
            imports.add("confluent/type/decimal.proto");
        } else if (field.type().contains(".google.type.Date")) {
            imports.add("google/type/date.proto");
        } else if (field.type().contains(".google.type.TimeOfDay")) {
            imports.add("google/type/timeofday.proto");
        } else if (field.type().contains(".google.protobuf.Timestamp")) {
            imports.add("google/protobuf/timestamp.proto");
        }
    }

    private static String meta(String doc, Map<String, String> params, String indent) {
        Map<String, String> parts = new LinkedHashMap<>();
        if (doc != null) {
            parts.put("doc", quoted(PercentText.encode(doc)));
        }
        if (!params.isEmpty()) {
            parts.put(
                    "params",
                    params.entrySet().stream()
                            .map(entry -> indent + "    {key: " + quoted(entry.getKey()) + ", value: "
                                    + quoted(entry.getValue()) + "}")
                            .collect(Collectors.joining(",\n", "[\n", "\n" + indent + "  ]")));
        }
        return parts.entrySet().stream()
                .map(part -> indent + "  " + part.getKey() + ": " + part.getValue())
                .collect(Collectors.joining(",\n", "{\n", "\n" + indent + "}"));
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
