package io.bendsync.converter.schemas.protobuf.file;

import com.google.protobuf.UnknownFieldSet;
import com.squareup.wire.schema.internal.parser.OptionElement;
import com.squareup.wire.schema.internal.parser.OptionElement.OptionPrimitive;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds Confluent's options among parsed ones. */
final class MetaOptions {

    private MetaOptions() {}

    static UnknownFieldSet of(List<OptionElement> options, String name) {
        String doc = null;
        Map<String, String> params = new LinkedHashMap<>();
        for (OptionElement option : options) {
            if (!option.getName().equals(name) && !option.getName().equals("." + name)) {
                continue;
            }
            Map<?, ?> meta = option.getValue() instanceof OptionElement part
                    ? Map.of(part.getName(), part.getValue())
                    : option.getValue() instanceof Map<?, ?> map ? map : Map.of();
            if (meta.get("doc") != null) {
                doc = text(meta.get("doc"));
            }
            collect(meta.get("params"), params);
        }
        return doc == null && params.isEmpty()
                ? UnknownFieldSet.getDefaultInstance()
                : new Meta(doc, params).asOption();
    }

    private static void collect(Object value, Map<String, String> params) {
        if (value instanceof List<?> list) {
            list.forEach(pair -> collect(pair, params));
        } else if (value instanceof Map<?, ?> pair) {
            params.put(text(pair.get("key")), text(pair.get("value")));
        }
    }

    private static String text(Object value) {
        if (value instanceof OptionPrimitive primitive) {
            return text(primitive.getValue());
        }
        return value == null ? "" : value.toString();
    }
}
