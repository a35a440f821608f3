package io.bendsync.converter.json;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.connect.json.JsonConverterConfig;
import org.apache.kafka.connect.json.JsonDeserializer;

/**
 * The original's settings as far as they steer streaming. Read by name from its own definition, so
 * that a worker whose JsonConverter does not know a key yet behaves as that one does.
 *
 * @param schemas whether records carry {@code {"schema":…,"payload":…}}
 * @param fixedSchema whether a schema from the settings replaces those in the records read
 * @param numericDecimals whether decimals are written as numbers rather than as Base64
 * @param defaultsForNull whether a null is replaced by its field's default
 * @param cacheSize how many schemas are remembered, each way
 */
record JsonSettings(
        boolean schemas, boolean fixedSchema, boolean numericDecimals, boolean defaultsForNull, int cacheSize) {

    static JsonSettings of(Map<String, ?> configs) {
        Map<String, ?> values = new JsonConverterConfig(configs).values();
        boolean schemas = values.get("schemas.enable") != Boolean.FALSE;
        return new JsonSettings(
                schemas,
                schemas && namesSchema((String) values.get("schema.content")),
                "NUMERIC".equals(String.valueOf(values.get("decimal.format")).toUpperCase(Locale.ROOT)),
                values.get("replace.null.with.default") != Boolean.FALSE,
                (Integer) values.get("schemas.cache.size"));
    }

    /** The JSON text {@code null} stands for no schema, just as an empty setting does. */
    private static boolean namesSchema(String content) {
        if (content == null || content.isEmpty()) {
            return false;
        }
        try (JsonDeserializer json = new JsonDeserializer()) {
            return !json.deserialize("", content.getBytes(StandardCharsets.UTF_8))
                    .isNull();
        }
    }
}
