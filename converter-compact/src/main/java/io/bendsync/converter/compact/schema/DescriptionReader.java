package io.bendsync.converter.compact.schema;

import io.bendsync.converter.compact.read.ReaderCompiler;
import io.bendsync.converter.compact.wire.CompactCursor;
import io.bendsync.converter.compact.wire.Limits;
import io.bendsync.converter.compact.wire.Malformed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;

/** Makes schemas of their descriptions. */
public final class DescriptionReader {

    private final CompactCursor in;
    private final List<String> texts = new ArrayList<>(Words.V1);
    private final List<Described> described = new ArrayList<>();

    private DescriptionReader(CompactCursor in) {
        this.in = in;
    }

    /**
     * The schema that these bytes describe, from one position up to another.
     *
     * @param deflated whether the description was made smaller
     * @throws Malformed if they describe none
     */
    public static Schema read(byte[] bytes, int from, int end, boolean deflated) {
        if (deflated) {
            byte[] description = Deflated.unpack(bytes, from, end);
            return read(description, 0, description.length, false);
        }
        CompactCursor in = new CompactCursor(bytes, from, end);
        Schema schema = new DescriptionReader(in).schema(1).schema();
        in.expectEnd();
        return schema;
    }

    private Described schema(int depth) {
        int first = in.one() & 0xFF;
        if (first == Notation.AGAIN) {
            return again(depth);
        }
        Size size = new Size(depth);
        Schema.Type type = Notation.type(first & Notation.TYPE_BITS);
        int more = (first & Notation.MORE) != 0 ? in.one() : 0;
        String name = (first & Notation.NAME) != 0 ? text() : null;
        Integer version = (first & Notation.VERSION) != 0
                ? Integer.valueOf((int) in.signed(Integer.MIN_VALUE, Integer.MAX_VALUE))
                : null;
        String doc = (more & Notation.DOC) != 0 ? text() : null;
        Map<String, String> parameters = (more & Notation.PARAMETERS) != 0 ? parameters() : null;
        Schema keys = type == Schema.Type.MAP ? size.add(schema(depth + 1)) : null;
        boolean container = type == Schema.Type.MAP || type == Schema.Type.ARRAY;
        Schema values = container ? size.add(schema(depth + 1)) : null;
        List<Field> fields = type == Schema.Type.STRUCT ? fields(depth, size) : null;
        boolean optional = (first & Notation.OPTIONAL) != 0;
        Schema schema = new ConnectSchema(type, optional, null, name, version, doc, parameters, fields, keys, values);
        if ((more & Notation.DEFAULT) != 0) {
            Schema own = type == Schema.Type.STRUCT ? size.add(schema(depth + 1)) : schema;
            Object value = ReaderCompiler.compile(own).readValue(in);
            schema = new ConnectSchema(type, optional, value, name, version, doc, parameters, fields, keys, values);
        }
        Described result = size.of(schema);
        if (!Notation.isOneByte(first)) {
            described.add(result);
        }
        return result;
    }

    private Described again(int depth) {
        int from = in.position();
        long number = in.unsigned();
        if (number < 0 || number >= described.size()) {
            throw new Malformed("a schema that was not there before", from);
        }
        Described earlier = described.get((int) number);
        if (depth + earlier.height() - 1 > Limits.DEPTH) {
            throw Size.tooLarge();
        }
        return earlier;
    }

    private Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int count = in.count(); count > 0; count--) {
            String key = text();
            parameters.put(key, text());
        }
        return Collections.unmodifiableMap(parameters);
    }

    private List<Field> fields(int depth, Size size) {
        int count = in.count();
        List<Field> fields = new ArrayList<>(count);
        Set<String> names = new HashSet<>();
        for (int i = 0; i < count; i++) {
            String name = text();
            if (name == null || !names.add(name)) {
                throw new Malformed("a schema whose fields have no names, or the same,", in.position());
            }
            fields.add(new Field(name, i, size.add(schema(depth + 1))));
        }
        return Collections.unmodifiableList(fields);
    }

    private String text() {
        int from = in.position();
        long code = in.unsigned();
        if (code == Notation.NO_TEXT) {
            return null;
        }
        if ((code & 1) != 0) {
            long number = code >>> 1;
            if (number >= texts.size()) {
                throw new Malformed("a text that was not there before", from);
            }
            return texts.get((int) number);
        }
        String text = in.text(in.left((code >>> 1) - 1));
        texts.add(text);
        return text;
    }
}
