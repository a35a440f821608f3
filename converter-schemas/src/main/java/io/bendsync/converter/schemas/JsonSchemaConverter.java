package io.bendsync.converter.schemas;

import io.bendsync.converter.schemas.jsonschema.JsonSchemaFormat;

/** Kafka Connect's records as plain JSON, their schemas as documents of JSON Schema in a schema registry. */
public final class JsonSchemaConverter extends RegistryConverter {

    /** To be configured by Kafka Connect. */
    public JsonSchemaConverter() {
        super(new JsonSchemaFormat());
    }
}
