package io.bendsync.converter.schemas.jsonschema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bendsync.converter.schemas.json.JsonCodecs;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;

/**
 * Connect's schemas as documents of JSON Schema, draft 7. A schema's name is its title, its documentation the description;
 * what JSON's types do not tell stands in Confluent's {@code connect.} words. Optional is {@code oneOf} null and the rest.
 */
final class SchemaToJson {

    /** Keeps all digits of a default. */
    private static final ObjectMapper JSON = ExactJson.mapper();

    private SchemaToJson() {}

    static String text(Schema schema) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put(Words.SCHEMA, Words.DRAFT_7);
        document.setAll(node(schema));
        try {
            return JSON.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new DataException("The schema " + schema + " is not to be written as JSON", e);
        }
    }

    private static ObjectNode node(Schema schema) {
        ObjectNode plain = plain(schema);
        if (!schema.isOptional()) {
            return plain;
        }
        ObjectNode optional = JsonNodeFactory.instance.objectNode();
        ArrayNode choices = optional.putArray(Words.ONE_OF);
        choices.addObject().put(Words.TYPE, Words.NULL);
        choices.add(plain);
        return optional;
    }

    private static ObjectNode plain(Schema schema) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        if (schema.name() != null) {
            node.put(Words.TITLE, schema.name());
        }
        if (schema.doc() != null) {
            node.put(Words.DESCRIPTION, schema.doc());
        }
        type(schema, node);
        if (schema.version() != null) {
            node.put(Words.CONNECT_VERSION, schema.version());
        }
        if (schema.parameters() != null && !schema.parameters().isEmpty()) {
            ObjectNode parameters = node.putObject(Words.CONNECT_PARAMETERS);
            schema.parameters().forEach(parameters::put);
        }
        if (schema.defaultValue() != null) {
            node.set(Words.DEFAULT, ExactJson.parse(JsonCodecs.text(schema, schema.defaultValue())));
        }
        return node;
    }

    private static void type(Schema schema, ObjectNode node) {
        switch (schema.type()) {
            case INT8, INT16, INT32, INT64 -> put(node, "integer", schema.type().name());
            case FLOAT32, FLOAT64 -> put(node, "number", schema.type().name());
            case BOOLEAN -> node.put(Words.TYPE, "boolean");
            case STRING -> node.put(Words.TYPE, "string");
            case BYTES -> put(node, Decimal.LOGICAL_NAME.equals(schema.name()) ? "number" : "string", "BYTES");
            case ARRAY -> {
                node.put(Words.TYPE, "array");
                node.set(Words.ITEMS, node(schema.valueSchema()));
            }
            case MAP -> map(schema, node);
            case STRUCT -> struct(schema.fields(), node);
        }
    }

    private static void put(ObjectNode node, String type, String connectType) {
        node.put(Words.TYPE, type);
        node.put(Words.CONNECT_TYPE, connectType.toLowerCase(Locale.ROOT));
    }

    private static void map(Schema schema, ObjectNode node) {
        if (JsonCodecs.hasObjectForm(schema)) {
            put(node, "object", Words.CONNECT_MAP);
            node.set(Words.ADDITIONAL, node(schema.valueSchema()));
            // Not of the standard, and needed only where the keys are more than texts.
            if (!Schema.STRING_SCHEMA.equals(schema.keySchema())) {
                node.set(Words.CONNECT_KEYS, node(schema.keySchema()));
            }
            return;
        }
        put(node, "array", Words.CONNECT_MAP);
        ObjectNode pair = JsonNodeFactory.instance.objectNode();
        struct(List.of(new Field("key", 0, schema.keySchema()), new Field("value", 1, schema.valueSchema())), pair);
        node.set(Words.ITEMS, pair);
    }

    private static void struct(List<Field> fields, ObjectNode node) {
        node.put(Words.TYPE, "object");
        // By name, since readers of JSON may not keep an order; the index tells the fields' own.
        Map<String, Field> sorted = new TreeMap<>();
        fields.forEach(field -> sorted.put(field.name(), field));
        ObjectNode properties = node.putObject(Words.PROPERTIES);
        ArrayNode required = JsonNodeFactory.instance.arrayNode();
        sorted.values().forEach(field -> {
            properties.set(field.name(), node(field.schema()).put(Words.CONNECT_INDEX, field.index()));
            if (!field.schema().isOptional()) {
                required.add(field.name());
            }
        });
        if (!required.isEmpty()) {
            node.set(Words.REQUIRED, required);
        }
    }
}
