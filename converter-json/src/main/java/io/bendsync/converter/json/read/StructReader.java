package io.bendsync.converter.json.read;

import io.bendsync.converter.json.fallback.HandOver;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * Reads {@code {"field":value,…}} with the fields in the schema's order, some perhaps left out, as
 * every converter writes them: each name is then known before it is read. Other orders, names that
 * come twice and names unknown are handed over.
 */
final class StructReader extends ValueReader {

    /** In place of names that are not written as they are; these are read and looked up. */
    private static final byte[] NEVER = {0};

    private final Schema schema;
    private final Field[] fields;
    private final byte[][] names;
    private final ValueReader[] readers;

    StructReader(Schema schema, boolean defaultsForNull, List<ValueReader> readers) {
        super(schema, defaultsForNull);
        this.schema = schema;
        this.fields = schema.fields().toArray(new Field[0]);
        this.readers = readers.toArray(new ValueReader[0]);
        this.names = new byte[fields.length][];
        for (int i = 0; i < fields.length; i++) {
            names[i] = isPlain(fields[i].name())
                    ? ("\"" + fields[i].name() + "\"").getBytes(StandardCharsets.UTF_8)
                    : NEVER;
        }
    }

    private static boolean isPlain(String name) {
        return name.chars().noneMatch(c -> c < 0x20 || c == '"' || c == '\\' || Character.isSurrogate((char) c));
    }

    @Override
    Object readValue(JsonCursor in) {
        in.expect('{');
        Struct struct = new Struct(schema);
        int next = 0;
        if (!in.accept('}')) {
            do {
                int field = fieldFrom(next, in);
                while (next < field) {
                    put(struct, next, readers[next].absent());
                    next++;
                }
                in.expect(':');
                put(struct, field, readers[field].read(in));
                next++;
            } while (in.another('}'));
        }
        for (; next < fields.length; next++) {
            put(struct, next, readers[next].absent());
        }
        return struct;
    }

    /** Which field comes now: mostly the next one, else one of those after it. */
    private int fieldFrom(int next, JsonCursor in) {
        in.peek();
        if (next < fields.length && in.accept(names[next])) {
            return next;
        }
        String name = JsonText.name(in);
        Field field = schema.field(name);
        if (field == null || field.index() < next) {
            throw HandOver.signal();
        }
        return field.index();
    }

    private void put(Struct struct, int field, Object value) {
        if (value != null) {
            struct.put(fields[field], value);
        }
    }
}
