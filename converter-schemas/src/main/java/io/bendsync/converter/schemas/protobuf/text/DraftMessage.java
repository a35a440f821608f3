package io.bendsync.converter.schemas.protobuf.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A message to be, with those within it. */
final class DraftMessage {

    final String name;
    final Names names = new Names();
    final Map<String, String> params = new LinkedHashMap<>();
    final List<DraftField> fields = new ArrayList<>();
    final List<DraftMessage> nested = new ArrayList<>();
    String doc;

    DraftMessage(String name) {
        this.name = name;
    }

    /** A message within this one, named after its field. */
    DraftMessage nest(String field) {
        DraftMessage message = new DraftMessage(names.claimType(field));
        nested.add(message);
        return message;
    }
}
