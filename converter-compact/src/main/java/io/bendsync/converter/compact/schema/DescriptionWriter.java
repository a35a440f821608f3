package io.bendsync.converter.compact.schema;

import io.bendsync.converter.compact.wire.CompactBytes;
import io.bendsync.converter.compact.wire.Unfit;
import io.bendsync.converter.compact.write.WriterCompiler;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * Describes schemas in bytes, with nothing left out. A text that is a known word or was there before
 * is a number, and so is a schema that was there before. The same schema has the same bytes always
 * and everywhere: record keys are partitioned by theirs.
 */
public final class DescriptionWriter {

    private final CompactBytes out = new CompactBytes();
    private final Map<String, Integer> texts = Words.numbered();
    private final Map<Content, Integer> described = new HashMap<>();

    private DescriptionWriter() {}

    /**
     * The description of a schema for which there is a writer.
     *
     * @throws Unfit if a default does not fit its schema, or a text has half a surrogate pair
     */
    public static byte[] describe(Schema schema) {
        DescriptionWriter writer = new DescriptionWriter();
        writer.schema(schema);
        return writer.out.toByteArray();
    }

    private void schema(Schema schema) {
        Content content = new Content(schema);
        Integer earlier = described.get(content);
        if (earlier != null) {
            out.one(Notation.AGAIN);
            out.unsigned(earlier);
            return;
        }
        int more = (schema.doc() != null ? Notation.DOC : 0)
                | (schema.parameters() != null ? Notation.PARAMETERS : 0)
                | (schema.defaultValue() != null ? Notation.DEFAULT : 0);
        int first = Notation.number(schema.type())
                | (schema.isOptional() ? Notation.OPTIONAL : 0)
                | (schema.name() != null ? Notation.NAME : 0)
                | (schema.version() != null ? Notation.VERSION : 0)
                | (more != 0 ? Notation.MORE : 0);
        out.one(first);
        head(schema, more);
        inner(schema);
        if (schema.defaultValue() != null) {
            defaultValue(schema);
        }
        if (!Notation.isOneByte(first)) {
            described.put(content, described.size());
        }
    }

    private void head(Schema schema, int more) {
        if (more != 0) {
            out.one(more);
        }
        if (schema.name() != null) {
            text(schema.name());
        }
        if (schema.version() != null) {
            out.signed(schema.version());
        }
        if (schema.doc() != null) {
            text(schema.doc());
        }
        if (schema.parameters() != null) {
            out.unsigned(schema.parameters().size());
            schema.parameters().forEach((key, value) -> {
                text(key);
                text(value);
            });
        }
    }

    private void inner(Schema schema) {
        switch (schema.type()) {
            case ARRAY -> schema(schema.valueSchema());
            case MAP -> {
                schema(schema.keySchema());
                schema(schema.valueSchema());
            }
            case STRUCT -> {
                out.unsigned(schema.fields().size());
                for (Field field : schema.fields()) {
                    text(field.name());
                    schema(field.schema());
                }
            }
            default -> {
                // nothing within
            }
        }
    }

    /** A struct's default has a schema of its own: the same without that default. */
    private void defaultValue(Schema schema) {
        Schema own = schema;
        if (schema.defaultValue() instanceof Struct struct) {
            own = struct.schema();
            schema(own);
        }
        try {
            new WriterCompiler().compile(own).writeValue(out, schema.defaultValue());
        } catch (Unfit e) {
            throw e.within("[default]");
        }
    }

    private void text(String text) {
        if (text == null) {
            out.one(Notation.NO_TEXT);
            return;
        }
        Integer number = texts.get(text);
        if (number != null) {
            out.unsigned(((long) number << 1) | 1);
            return;
        }
        byte[] utf8 = CompactBytes.utf8(text);
        out.unsigned((utf8.length + 1L) << 1);
        out.raw(utf8);
        texts.put(text, texts.size());
    }
}
