package io.bendsync.converter.schemas.jsonschema;

import com.fasterxml.jackson.databind.JsonNode;
import io.bendsync.converter.schemas.json.JsonCodecs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;

/**
 * Documents of JSON Schema as Connect's schemas: ours, Confluent's, and plain ones of others, whose properties are optional
 * unless they are required. What has no one type (unions other than with null, references, tuples) is refused.
 */
final class JsonToSchema {

    private JsonToSchema() {}

    static Schema schema(String text) {
        return schema(ExactJson.parse(text), false, "the record");
    }

    private static Schema schema(JsonNode node, boolean optional, String at) {
        JsonNode choices = node.has(Words.ONE_OF) ? node.get(Words.ONE_OF) : node.get(Words.ANY_OF);
        if (choices != null) {
            return schema(onlyChoice(choices, at), optional || hasNull(choices), at);
        }
        if (node.has(Words.REF) || node.has(Words.ALL_OF)) {
            throw new DataException("At " + at + " the schema has " + Words.REF + " or " + Words.ALL_OF
                    + ", which this converter does not follow");
        }
        JsonNode types = node.path(Words.TYPE);
        if (types.isArray()) {
            List<String> names = new ArrayList<>();
            types.forEach(type -> names.add(type.asText()));
            boolean nullable = names.remove(Words.NULL);
            if (names.size() != 1) {
                throw new DataException("At " + at + " the schema has several types, " + names);
            }
            return typed(node, names.get(0), optional || nullable, at);
        }
        return typed(node, types.asText(node.has(Words.ENUM) ? "string" : ""), optional, at);
    }

    private static JsonNode onlyChoice(JsonNode choices, String at) {
        List<JsonNode> others = new ArrayList<>();
        choices.forEach(choice -> {
            if (!isNull(choice)) {
                others.add(choice);
            }
        });
        if (others.size() != 1) {
            throw new DataException("At " + at + " the schema is a choice of " + others.size()
                    + " types, for which Connect has no schema");
        }
        return others.get(0);
    }

    private static boolean hasNull(JsonNode choices) {
        for (JsonNode choice : choices) {
            if (isNull(choice)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNull(JsonNode choice) {
        return choice.path(Words.TYPE).asText().equals(Words.NULL);
    }

    private static Schema typed(JsonNode node, String type, boolean optional, String at) {
        String connectType = node.path(Words.CONNECT_TYPE).asText("");
        return switch (type) {
            case "boolean" -> whole(node, Schema.Type.BOOLEAN, optional, null, null, null);
            case "integer" -> whole(node, connectType(connectType, Schema.Type.INT64), optional, null, null, null);
            case "number" -> whole(node, connectType(connectType, Schema.Type.FLOAT64), optional, null, null, null);
            case "string" -> whole(node, connectType(connectType, Schema.Type.STRING), optional, null, null, null);
            case "array" -> {
                JsonNode items = node.path(Words.ITEMS);
                if (!items.isObject()) {
                    throw new DataException("At " + at + " the schema does not have one type for the array's elements");
                }
                if (connectType.equals(Words.CONNECT_MAP)) {
                    JsonNode pair = items.path(Words.PROPERTIES);
                    Schema keys = schema(pair.path("key"), false, "a key of " + at);
                    Schema values = schema(pair.path("value"), false, "a value of " + at);
                    yield whole(node, Schema.Type.MAP, optional, null, keys, values);
                }
                Schema elements = schema(items, false, "an element of " + at);
                yield whole(node, Schema.Type.ARRAY, optional, null, null, elements);
            }
            case "object" -> object(node, connectType, optional, at);
            default ->
                throw new DataException(
                        "At " + at + " the schema has the type \"" + type + "\", for which Connect has none");
        };
    }

    private static Schema object(JsonNode node, String connectType, boolean optional, String at) {
        JsonNode values = node.path(Words.ADDITIONAL);
        if (connectType.equals(Words.CONNECT_MAP) || (!node.has(Words.PROPERTIES) && values.isObject())) {
            JsonNode keys = node.get(Words.CONNECT_KEYS);
            return whole(
                    node,
                    Schema.Type.MAP,
                    optional,
                    null,
                    keys == null ? Schema.STRING_SCHEMA : schema(keys, false, "a key of " + at),
                    schema(values, false, "a value of " + at));
        }
        Set<String> required = new HashSet<>();
        node.path(Words.REQUIRED).forEach(name -> required.add(name.asText()));
        boolean indexed = node.path(Words.PROPERTIES).findValue(Words.CONNECT_INDEX) != null;
        List<Map.Entry<String, JsonNode>> properties = new ArrayList<>();
        node.path(Words.PROPERTIES).properties().forEach(properties::add);
        properties.sort(Comparator.comparingInt(
                property -> property.getValue().path(Words.CONNECT_INDEX).asInt(Integer.MAX_VALUE)));
        List<Field> fields = new ArrayList<>();
        for (Map.Entry<String, JsonNode> property : properties) {
            String name = property.getKey();
            // A document of a Connect converter says of each field whether it is optional.
            boolean mayMiss = !indexed && !required.contains(name);
            fields.add(new Field(name, fields.size(), schema(property.getValue(), mayMiss, "field " + name)));
        }
        return whole(node, Schema.Type.STRUCT, optional, fields, null, null);
    }

    private static Schema.Type connectType(String connectType, Schema.Type otherwise) {
        try {
            return connectType.isEmpty() ? otherwise : Schema.Type.valueOf(connectType.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new DataException("The schema has " + Words.CONNECT_TYPE + " " + connectType, e);
        }
    }

    private static Schema whole(
            JsonNode node, Schema.Type type, boolean optional, List<Field> fields, Schema keys, Schema values) {
        String name = node.path(Words.TITLE).asText(null);
        Integer version = node.has(Words.CONNECT_VERSION)
                ? node.get(Words.CONNECT_VERSION).intValue()
                : null;
        String doc = node.path(Words.DESCRIPTION).asText(null);
        Map<String, String> parameters = new LinkedHashMap<>();
        node.path(Words.CONNECT_PARAMETERS)
                .properties()
                .forEach(
                        entry -> parameters.put(entry.getKey(), entry.getValue().asText()));
        Map<String, String> given = parameters.isEmpty() ? null : parameters;
        if (Decimal.LOGICAL_NAME.equals(name) && !parameters.containsKey(Decimal.SCALE_FIELD)) {
            throw new DataException("A schema of decimals has no scale in its " + Words.CONNECT_PARAMETERS);
        }
        Schema plain = new ConnectSchema(type, optional, null, name, version, doc, given, fields, keys, values);
        JsonNode standard = node.get(Words.DEFAULT);
        return standard == null || standard.isNull()
                ? plain
                : new ConnectSchema(
                        type,
                        optional,
                        JsonCodecs.value(plain, standard.toString()),
                        name,
                        version,
                        doc,
                        given,
                        fields,
                        keys,
                        values);
    }
}
