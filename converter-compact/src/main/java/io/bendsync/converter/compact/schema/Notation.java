package io.bendsync.converter.compact.schema;

import io.bendsync.converter.compact.wire.Malformed;
import org.apache.kafka.connect.data.Schema;

/** How the first bytes of a schema's description are used: its type, and what else there is to say. */
final class Notation {

    /** The low bits of the first byte: a type, or that an earlier schema comes again, and its number follows. */
    static final int TYPE_BITS = 0x0F;

    static final int AGAIN = 15;

    static final int OPTIONAL = 0x10;
    static final int NAME = 0x20;
    static final int VERSION = 0x40;
    /** Another byte follows, of those below. */
    static final int MORE = 0x80;

    static final int DOC = 1;
    static final int PARAMETERS = 2;
    static final int DEFAULT = 4;

    /** In place of a text's length or number. */
    static final int NO_TEXT = 0;

    private Notation() {}

    /** A type's number in format v1, whatever its place among its like in Kafka. */
    static int number(Schema.Type type) {
        return switch (type) {
            case INT8 -> 0;
            case INT16 -> 1;
            case INT32 -> 2;
            case INT64 -> 3;
            case FLOAT32 -> 4;
            case FLOAT64 -> 5;
            case BOOLEAN -> 6;
            case STRING -> 7;
            case BYTES -> 8;
            case ARRAY -> 9;
            case MAP -> 10;
            case STRUCT -> 11;
        };
    }

    static Schema.Type type(int number) {
        return switch (number) {
            case 0 -> Schema.Type.INT8;
            case 1 -> Schema.Type.INT16;
            case 2 -> Schema.Type.INT32;
            case 3 -> Schema.Type.INT64;
            case 4 -> Schema.Type.FLOAT32;
            case 5 -> Schema.Type.FLOAT64;
            case 6 -> Schema.Type.BOOLEAN;
            case 7 -> Schema.Type.STRING;
            case 8 -> Schema.Type.BYTES;
            case 9 -> Schema.Type.ARRAY;
            case 10 -> Schema.Type.MAP;
            case 11 -> Schema.Type.STRUCT;
            default -> throw new Malformed("a schema of an unknown type " + number);
        };
    }

    /** Whether a schema's first byte says it all: pointing to an earlier one would be longer. */
    static boolean isOneByte(int first) {
        return (first & (NAME | VERSION | MORE)) == 0 && (first & TYPE_BITS) < number(Schema.Type.ARRAY);
    }
}
