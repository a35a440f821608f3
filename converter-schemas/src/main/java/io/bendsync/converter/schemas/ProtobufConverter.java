package io.bendsync.converter.schemas;

import io.bendsync.converter.schemas.protobuf.ProtobufFormat;

/** Kafka Connect's records as Protobuf, their schemas as .proto files in a schema registry. */
public final class ProtobufConverter extends RegistryConverter {

    /** To be configured by Kafka Connect. */
    public ProtobufConverter() {
        super(new ProtobufFormat());
    }
}
