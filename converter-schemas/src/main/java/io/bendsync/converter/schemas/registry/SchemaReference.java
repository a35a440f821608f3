package io.bendsync.converter.schemas.registry;

/**
 * A schema that another one needs, as the registry knows it.
 *
 * @param name how the other one calls it: for Protobuf the name of the file it imports
 * @param subject the subject that has it
 * @param version its version there, from 1
 */
public record SchemaReference(String name, String subject, int version) {}
