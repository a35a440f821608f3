package io.bendsync.converter.schemas.protobuf.text;

import io.bendsync.converter.schemas.json.JsonCodecs;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;

/**
 * Connect's schemas as messages. What Protobuf has no place for (null arrays, arrays of arrays or of nulls, keys that are
 * no scalars) gets a message around it.
 */
final class Drafts {

    private Drafts() {}

    /** The first message of the file. */
    static DraftMessage of(Schema schema, String name) {
        DraftMessage root = new DraftMessage(name);
        if (schema.type() == Schema.Type.STRUCT) {
            struct(root, schema);
            if (schema.isOptional()) {
                root.params.put(Marks.OPTIONAL, "true");
            }
        } else {
            wrap(root, schema);
        }
        return root;
    }

    private static void struct(DraftMessage message, Schema schema) {
        message.doc = schema.doc();
        describe(schema, "", false, message.params);
        Map<String, String> names = new HashMap<>();
        schema.fields().forEach(field -> names.put(field.name(), message.names.claim(field.name())));
        for (Field field : schema.fields()) {
            Map<String, String> params = new LinkedHashMap<>();
            String name = names.get(field.name());
            if (!name.equals(field.name())) {
                params.put(Marks.FIELD, PercentText.encode(field.name()));
            }
            singular(message, name, field.schema(), params);
        }
    }

    /** A message that stands for a value of the schema. */
    private static void wrap(DraftMessage message, Schema schema) {
        message.params.put(Marks.WRAPPER, "true");
        singular(message, message.names.claim("value"), schema, new LinkedHashMap<>());
    }

    /** Where Protobuf can tell whether something is there. */
    private static void singular(DraftMessage in, String name, Schema schema, Map<String, String> params) {
        if (isCollection(schema)) {
            if (schema.isOptional()) {
                DraftMessage around = in.nest(name);
                around.params.put(Marks.WRAPPER, "true");
                collection(around, around.names.claim("values"), schema, new LinkedHashMap<>());
                in.fields.add(new DraftField(name, "optional", around.name, null, params));
            } else {
                collection(in, name, schema, params);
            }
            return;
        }
        boolean isStruct = schema.type() == Schema.Type.STRUCT;
        String type = isStruct ? structType(in, name, schema) : Scalars.type(schema);
        if (!schema.isOptional() && (isStruct || Scalars.isMessage(schema))) {
            params.put(Marks.REQUIRED, "true");
        }
        if (!isStruct) {
            describe(schema, "", Scalars.isMessage(schema), params);
        }
        in.fields.add(new DraftField(
                name, schema.isOptional() ? "optional" : "", type, isStruct ? null : schema.doc(), params));
    }

    private static void collection(DraftMessage in, String name, Schema schema, Map<String, String> params) {
        describe(schema, "", false, params);
        if (schema.type() == Schema.Type.ARRAY) {
            String type = element(in, name, schema.valueSchema(), Marks.ITEMS, params);
            in.fields.add(new DraftField(name, "repeated", type, schema.doc(), params));
        } else if (Scalars.mayBeKey(schema.keySchema())) {
            in.names.claimType(Names.json("_" + name) + "Entry");
            describeElement(schema.keySchema(), Marks.KEYS, params);
            String value = element(in, name, schema.valueSchema(), Marks.VALUES, params);
            String type = "map<" + Scalars.type(schema.keySchema()) + ", " + value + ">";
            in.fields.add(new DraftField(name, "", type, schema.doc(), params));
        } else {
            params.put(Marks.TYPE, "map");
            DraftMessage pair = in.nest(name);
            singular(pair, pair.names.claim("key"), schema.keySchema(), new LinkedHashMap<>());
            singular(pair, pair.names.claim("value"), schema.valueSchema(), new LinkedHashMap<>());
            in.fields.add(new DraftField(name, "repeated", pair.name, schema.doc(), params));
        }
    }

    /** The type of what is never absent: an array's element or a map's value. */
    private static String element(
            DraftMessage in, String name, Schema schema, String prefix, Map<String, String> params) {
        if (schema.isOptional() || isCollection(schema)) {
            DraftMessage around = in.nest(name);
            wrap(around, schema);
            return around.name;
        }
        if (schema.type() == Schema.Type.STRUCT) {
            return structType(in, name, schema);
        }
        describeElement(schema, prefix, params);
        return Scalars.type(schema);
    }

    private static String structType(DraftMessage in, String name, Schema schema) {
        DraftMessage message = in.nest(name);
        struct(message, schema);
        return message.name;
    }

    private static boolean isCollection(Schema schema) {
        return schema.type() == Schema.Type.ARRAY || schema.type() == Schema.Type.MAP;
    }

    private static void describeElement(Schema schema, String prefix, Map<String, String> params) {
        describe(schema, prefix, Scalars.isMessage(schema), params);
        if (schema.doc() != null) {
            params.put(prefix + Marks.DOC, PercentText.encode(schema.doc()));
        }
    }

    private static void describe(Schema schema, String prefix, boolean nameIsKnown, Map<String, String> params) {
        switch (schema.type()) {
            case INT8 -> params.put(prefix + Marks.TYPE, "int8");
            case INT16 -> params.put(prefix + Marks.TYPE, "int16");
            default -> {
                // Protobuf's type says it.
            }
        }
        if (schema.name() != null && !nameIsKnown) {
            params.put(prefix + Marks.NAME, PercentText.encode(schema.name()));
        }
        if (schema.version() != null) {
            params.put(prefix + Marks.VERSION, schema.version().toString());
        }
        if (schema.defaultValue() != null) {
            params.put(prefix + Marks.DEFAULT, PercentText.encode(JsonCodecs.text(schema, schema.defaultValue())));
        }
        if (schema.parameters() != null) {
            boolean decimal = nameIsKnown && schema.type() == Schema.Type.BYTES;
            schema.parameters()
                    .forEach((key, value) -> params.put(prefix + parameter(key, decimal), PercentText.encode(value)));
        }
    }

    private static String parameter(String key, boolean decimal) {
        if (decimal && key.equals(Marks.SCALE)) {
            return Marks.SCALE;
        }
        if (decimal && key.equals(Marks.CONNECT_PRECISION)) {
            return Marks.PRECISION;
        }
        return Marks.PARAMETER + PercentText.encode(key);
    }
}
