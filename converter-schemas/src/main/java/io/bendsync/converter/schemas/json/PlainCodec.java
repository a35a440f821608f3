package io.bendsync.converter.schemas.json;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.kafka.connect.data.Schema;

/** Truth values, texts, and bytes in Base64. */
final class PlainCodec extends JsonCodec {

    PlainCodec(Schema schema) {
        super(schema);
    }

    @Override
    void writeValue(JsonGenerator out, Object value) throws IOException {
        switch (schema().type()) {
            case BOOLEAN -> out.writeBoolean((Boolean) value);
            case STRING -> out.writeString((String) value);
            default -> {
                byte[] bytes = bytes(value);
                out.writeBinary(Base64Variants.MIME_NO_LINEFEEDS, bytes, 0, bytes.length);
            }
        }
    }

    @Override
    Object readValue(JsonParser in) throws IOException {
        if (schema().type() == Schema.Type.BOOLEAN) {
            if (!in.currentToken().isBoolean()) {
                throw unexpected(in);
            }
            return in.getBooleanValue();
        }
        expect(in, JsonToken.VALUE_STRING);
        return schema().type() == Schema.Type.STRING ? in.getText() : in.getBinaryValue();
    }

    /** Connect has two classes for bytes. */
    private static byte[] bytes(Object value) {
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
        return (byte[]) value;
    }
}
