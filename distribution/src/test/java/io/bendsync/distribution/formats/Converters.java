package io.bendsync.distribution.formats;

import io.bendsync.distribution.compose.SchemaRegistry;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The formats between source and sink, each by a name of its own, as settings of connectors. */
final class Converters {
    private static final String KAFKAS_JSON = "org.apache.kafka.connect.json.JsonConverter";
    private static final String FAST_JSON = "io.bendsync.converter.json.FastJsonConverter";
    private static final String COMPACT = "io.bendsync.converter.compact.CompactConverter";
    private static final String AVRO = "io.apicurio.registry.utils.converter.AvroConverter";
    private static final String REGISTRY_JSON = "io.apicurio.registry.utils.converter.ExtJsonConverter";
    private static final String PROTOBUF = "io.bendsync.converter.schemas.ProtobufConverter";
    private static final String JSON_SCHEMA = "io.bendsync.converter.schemas.JsonSchemaConverter";

    private Converters() {}

    /** Those that are promised to bring every type. */
    static Map<String, Map<String, String>> withEveryType(SchemaRegistry registry) {
        Map<String, Map<String, String>> formats = new LinkedHashMap<>();
        formats.put("json", both(KAFKAS_JSON, Map.of("schemas.enable", "true")));
        formats.put("fastjson", both(FAST_JSON, Map.of()));
        formats.put("compact", both(COMPACT, Map.of()));
        formats.put("avro", both(AVRO, apicurio(registry)));
        formats.put("registryjson", both(REGISTRY_JSON, apicurio(registry)));
        formats.put("protobuf", both(PROTOBUF, confluent(registry)));
        formats.put("jsonschema", both(JSON_SCHEMA, confluent(registry)));
        return formats;
    }

    /** The same as docs/formats.md has them for the binlog source; Avro's has no setting for it. */
    static Map<String, Map<String, String>> withNullsBesideDefaults(SchemaRegistry registry) {
        Map<String, String> keepNulls = Map.of("replace.null.with.default", "false");
        Map<String, Map<String, String>> formats = new LinkedHashMap<>();
        formats.put("compact_nulls", both(COMPACT, Map.of()));
        formats.put("fastjson_nulls", both(FAST_JSON, keepNulls));
        formats.put("registryjson_nulls", both(REGISTRY_JSON, merged(apicurio(registry), keepNulls)));
        formats.put("protobuf_nulls", both(PROTOBUF, confluent(registry)));
        formats.put("jsonschema_nulls", both(JSON_SCHEMA, confluent(registry)));
        formats.put("avro_nulls", both(AVRO, apicurio(registry)));
        return formats;
    }

    static Map<String, Map<String, String>> withoutSchemas() {
        Map<String, Map<String, String>> formats = new LinkedHashMap<>();
        formats.put("plainjson", both(KAFKAS_JSON, Map.of("schemas.enable", "false")));
        formats.put("plainfastjson", both(FAST_JSON, Map.of("schemas.enable", "false")));
        return formats;
    }

    private static Map<String, String> apicurio(SchemaRegistry registry) {
        return Map.of("apicurio.registry.url", registry.url(), "apicurio.registry.auto-register", "true");
    }

    private static Map<String, String> confluent(SchemaRegistry registry) {
        return Map.of("schema.registry.url", registry.confluentUrl());
    }

    private static Map<String, String> merged(Map<String, String> some, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(some);
        all.putAll(more);
        return all;
    }

    /** For keys and values alike. */
    private static Map<String, String> both(String converter, Map<String, String> settings) {
        Map<String, String> config = new HashMap<>();
        for (String side : List.of("key.converter", "value.converter")) {
            config.put(side, converter);
            settings.forEach((key, value) -> config.put(side + "." + key, value));
        }
        return config;
    }
}
