package io.bendsync.converter.schemas.protobuf.codec;

import io.bendsync.converter.schemas.json.JsonCodecs;
import io.bendsync.converter.schemas.protobuf.file.Meta;
import io.bendsync.converter.schemas.protobuf.text.Marks;
import io.bendsync.converter.schemas.protobuf.text.PercentText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;

/**
 * What the options say of a Connect schema that Protobuf's types do not.
 *
 * @param prefix {@code items.} and the like, or nothing
 */
record Described(Meta meta, String prefix) {

    /** A parameter as it stands, or null. */
    String mark(String name) {
        return meta.params().get(prefix + name);
    }

    /** A parameter's text, or null. */
    String text(String name) {
        String value = mark(name);
        return value == null ? null : PercentText.decode(value);
    }

    Schema schema(Schema.Type type, boolean optional) {
        return schema(type, optional, text(Marks.NAME), parameters(), null, null, null);
    }

    /** @param ours whether the file says all that there is to say of it */
    Schema logical(Schema.Type type, String name, boolean optional, boolean ours) {
        Map<String, String> parameters = parameters();
        if (name.equals(Decimal.LOGICAL_NAME) && (parameters == null || !parameters.containsKey(Marks.SCALE))) {
            parameters = parameters == null ? new LinkedHashMap<>() : parameters;
            parameters.put(Marks.SCALE, "0");
        }
        // Connect's own logical types are of version 1; another writer does not say so.
        Integer version = version() == null && !ours ? Integer.valueOf(1) : version();
        return whole(type, optional, name, version, parameters, null, null, null);
    }

    Schema schema(
            Schema.Type type,
            boolean optional,
            String name,
            Map<String, String> parameters,
            List<Field> fields,
            Schema keys,
            Schema values) {
        return whole(type, optional, name, version(), parameters, fields, keys, values);
    }

    private Schema whole(
            Schema.Type type,
            boolean optional,
            String name,
            Integer version,
            Map<String, String> parameters,
            List<Field> fields,
            Schema keys,
            Schema values) {
        String given = text(Marks.DEFAULT);
        String doc = prefix.isEmpty() && meta.doc() != null ? PercentText.decode(meta.doc()) : text(Marks.DOC);
        Schema plain = new ConnectSchema(type, optional, null, name, version, doc, parameters, fields, keys, values);
        return given == null
                ? plain
                : new ConnectSchema(
                        type,
                        optional,
                        JsonCodecs.value(plain, given),
                        name,
                        version,
                        doc,
                        parameters,
                        fields,
                        keys,
                        values);
    }

    private Integer version() {
        String version = mark(Marks.VERSION);
        try {
            return version == null ? null : Integer.valueOf(version);
        } catch (NumberFormatException e) {
            throw new DataException("The schema says " + Marks.VERSION + ": " + version, e);
        }
    }

    /** Connect's parameters, null if there are none. */
    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        String start = prefix + Marks.PARAMETER;
        meta.params().forEach((key, value) -> {
            if (key.startsWith(start)) {
                parameters.put(PercentText.decode(key.substring(start.length())), PercentText.decode(value));
            } else if (key.equals(prefix + Marks.SCALE)) {
                parameters.put(Marks.SCALE, PercentText.decode(value));
            } else if (key.equals(prefix + Marks.PRECISION)) {
                parameters.put(Marks.CONNECT_PRECISION, PercentText.decode(value));
            }
        });
        return parameters.isEmpty() ? null : parameters;
    }
}
