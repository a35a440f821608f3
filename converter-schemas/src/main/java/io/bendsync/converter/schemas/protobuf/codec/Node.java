package io.bendsync.converter.schemas.protobuf.codec;

import org.apache.kafka.connect.data.Schema;

/**
 * A part of a message with Connect's schema of it.
 *
 * @param <C> the kind of codec
 */
record Node<C>(Schema schema, C codec) {}
