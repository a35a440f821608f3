package io.bendsync.converter.schemas.protobuf.text;

import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/** Protobuf's types for Connect's, those of Confluent's documents. */
final class Scalars {

    private Scalars() {}

    /** The type of a schema that is no struct and no collection. */
    static String type(Schema schema) {
        if (isMessage(schema)) {
            return switch (schema.name()) {
                case Decimal.LOGICAL_NAME -> ".confluent.type.Decimal";
                case Date.LOGICAL_NAME -> ".google.type.Date";
                case Time.LOGICAL_NAME -> ".google.type.TimeOfDay";
                default -> ".google.protobuf.Timestamp";
            };
        }
        return switch (schema.type()) {
            case INT8, INT16, INT32 -> "int32";
            case INT64 -> "int64";
            case FLOAT32 -> "float";
            case FLOAT64 -> "double";
            case BOOLEAN -> "bool";
            case STRING -> "string";
            case BYTES -> "bytes";
            default -> throw new IllegalArgumentException(schema.type() + " is none");
        };
    }

    /** Whether its type is a message: Connect's logical types. */
    static boolean isMessage(Schema schema) {
        String name = schema.name();
        return switch (schema.type()) {
            case BYTES -> Decimal.LOGICAL_NAME.equals(name);
            case INT32 -> Date.LOGICAL_NAME.equals(name) || Time.LOGICAL_NAME.equals(name);
            case INT64 -> Timestamp.LOGICAL_NAME.equals(name);
            default -> false;
        };
    }

    /** Whether Protobuf's maps can have such keys. */
    static boolean mayBeKey(Schema schema) {
        return !schema.isOptional()
                && !isMessage(schema)
                && switch (schema.type()) {
                    case INT8, INT16, INT32, INT64, BOOLEAN, STRING -> true;
                    default -> false;
                };
    }
}
