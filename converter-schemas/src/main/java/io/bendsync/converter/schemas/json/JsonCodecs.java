package io.bendsync.converter.schemas.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;

/** Chooses a schema's codec, and keeps what all share. */
public final class JsonCodecs {

    private static final JsonFactory JSON = new JsonFactory();

    private JsonCodecs() {}

    /** The codec of a schema's values. */
    public static JsonCodec of(Schema schema) {
        String name = schema.name();
        if (Decimal.LOGICAL_NAME.equals(name) && schema.type() == Schema.Type.BYTES) {
            return new DecimalCodec(schema);
        }
        if (isDate(schema)) {
            return new DateCodec(schema);
        }
        return switch (schema.type()) {
            case INT8, INT16, INT32, INT64, FLOAT32, FLOAT64 -> new NumberCodec(schema);
            case BOOLEAN, STRING, BYTES -> new PlainCodec(schema);
            case ARRAY -> new ArrayCodec(schema);
            case MAP -> hasObjectForm(schema) ? new ObjectMapCodec(schema) : new PairsMapCodec(schema);
            case STRUCT -> new StructCodec(schema);
        };
    }

    /** Whether a map is written as a JSON object; else it is an array of pairs. */
    public static boolean hasObjectForm(Schema map) {
        Schema key = map.keySchema();
        return key.type() == Schema.Type.STRING && !key.isOptional();
    }

    private static boolean isDate(Schema schema) {
        String name = schema.name();
        return switch (schema.type()) {
            case INT32 -> Date.LOGICAL_NAME.equals(name) || Time.LOGICAL_NAME.equals(name);
            case INT64 -> Timestamp.LOGICAL_NAME.equals(name);
            default -> false;
        };
    }

    /** A value as JSON text. */
    public static String text(Schema schema, Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = generator(bytes)) {
            of(schema).write(out, value);
        } catch (IOException e) {
            throw new DataException("A value of the schema " + schema + " is not to be written as JSON", e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** The value that {@link #text} wrote. */
    public static Object value(Schema schema, String text) {
        try (JsonParser in = parser(text.getBytes(StandardCharsets.UTF_8), 0)) {
            in.nextToken();
            return of(schema).read(in);
        } catch (IOException e) {
            throw new DataException("No JSON value of the schema " + schema, e);
        }
    }

    /** Writes JSON as UTF-8. */
    public static JsonGenerator generator(ByteArrayOutputStream to) throws IOException {
        return JSON.createGenerator(to);
    }

    /** Reads UTF-8 JSON after the first bytes. */
    public static JsonParser parser(byte[] bytes, int skipped) throws IOException {
        return JSON.createParser(bytes, skipped, bytes.length - skipped);
    }
}
