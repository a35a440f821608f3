package io.bendsync.sink.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** Writes nested values as JSON text: numbers with every digit, bytes in base64, times as their column would show. */
final class JsonText {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(com.fasterxml.jackson.core.StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private JsonText() {}

    /** @param schema the value's schema, or null where there is none */
    static String of(Schema schema, Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            write(json, schema, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Schema schema, Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Struct struct) {
            json.writeStartObject();
            for (Field field : struct.schema().fields()) {
                json.writeFieldName(field.name());
                write(json, field.schema(), struct.getWithoutDefault(field.name()));
            }
            json.writeEndObject();
        } else if (value instanceof Map<?, ?> map) {
            writeMap(json, schema, map);
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                write(json, schema == null ? null : schema.valueSchema(), element);
            }
            json.writeEndArray();
        } else {
            writeScalar(json, schema, value);
        }
    }

    private static void writeMap(JsonGenerator json, Schema schema, Map<?, ?> map) throws IOException {
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            json.writeFieldName(String.valueOf(entry.getKey()));
            write(json, schema == null ? null : schema.valueSchema(), entry.getValue());
        }
        json.writeEndObject();
    }

    private static void writeScalar(JsonGenerator json, Schema schema, Object value) throws IOException {
        if (schema != null && "io.debezium.data.Json".equals(schema.name())) {
            json.writeRawValue((String) value);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof BigDecimal decimal) {
            json.writeNumber(decimal);
        } else if (value instanceof BigInteger integer) {
            json.writeNumber(integer);
        } else if (value instanceof Double || value instanceof Float) {
            writeFloating(json, ((Number) value).doubleValue(), value);
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else if (value instanceof byte[] || value instanceof ByteBuffer) {
            json.writeString(Base64.getEncoder().encodeToString(Shapes.bytes(value)));
        } else if (value instanceof java.util.Date date) {
            json.writeString(date.toInstant().toString());
        } else {
            json.writeString(value.toString());
        }
    }

    private static void writeFloating(JsonGenerator json, double number, Object value) throws IOException {
        // JSON has no word for these; as text they at least stay what they are.
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            json.writeString(value.toString());
        } else if (value instanceof Float single) {
            json.writeNumber(single);
        } else {
            json.writeNumber(number);
        }
    }
}
