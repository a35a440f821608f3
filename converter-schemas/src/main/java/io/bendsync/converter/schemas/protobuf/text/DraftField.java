package io.bendsync.converter.schemas.protobuf.text;

import java.util.Map;

/**
 * A field of a message to be.
 *
 * @param label {@code optional}, {@code repeated} or empty
 * @param doc null if there is none
 * @param params what Confluent's option says of it
 */
record DraftField(String name, String label, String type, String doc, Map<String, String> params) {

    /** What of it decides whether it may have the number of an earlier one. */
    String signature() {
        return name + (label.equals("repeated") ? " repeated " : " ") + type;
    }
}
