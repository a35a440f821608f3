package io.bendsync.converter.schemas.jsonschema;

/** The words of JSON Schema, draft 7, and those that Confluent's converter adds for Connect. */
final class Words {

    static final String SCHEMA = "$schema";
    static final String DRAFT_7 = "http://json-schema.org/draft-07/schema#";
    static final String TYPE = "type";
    static final String TITLE = "title";
    static final String DESCRIPTION = "description";
    static final String DEFAULT = "default";
    static final String PROPERTIES = "properties";
    static final String ADDITIONAL = "additionalProperties";
    static final String REQUIRED = "required";
    static final String ITEMS = "items";
    static final String ONE_OF = "oneOf";
    static final String ANY_OF = "anyOf";
    static final String ALL_OF = "allOf";
    static final String REF = "$ref";
    static final String ENUM = "enum";
    static final String NULL = "null";

    static final String CONNECT_TYPE = "connect.type";
    static final String CONNECT_INDEX = "connect.index";
    static final String CONNECT_VERSION = "connect.version";
    static final String CONNECT_PARAMETERS = "connect.parameters";

    static final String CONNECT_MAP = "map";

    /** Ours alone: the schema of a map's keys where they are more than texts. */
    static final String CONNECT_KEYS = "connect.keys";

    private Words() {}
}
