package io.bendsync.converter.schemas.registry;

import java.util.List;

/**
 * A schema as a registry keeps it.
 *
 * @param type {@code PROTOBUF}, {@code JSON} or {@code AVRO}
 * @param text the schema itself
 * @param references what its text refers to
 */
public record SchemaDocument(String type, String text, List<SchemaReference> references) {}
