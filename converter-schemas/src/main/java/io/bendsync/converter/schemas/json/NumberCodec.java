package io.bendsync.converter.schemas.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;

/** Whole numbers and fractions. NaN and the infinities, for which JSON has no numbers, are texts. */
final class NumberCodec extends JsonCodec {

    NumberCodec(Schema schema) {
        super(schema);
    }

    @Override
    void writeValue(JsonGenerator out, Object value) throws IOException {
        switch (schema().type()) {
            case INT8 -> out.writeNumber((Byte) value);
            case INT16 -> out.writeNumber((Short) value);
            case INT32 -> out.writeNumber((Integer) value);
            case INT64 -> out.writeNumber((Long) value);
            case FLOAT32 -> out.writeNumber((Float) value);
            default -> out.writeNumber((Double) value);
        }
    }

    @Override
    Object readValue(JsonParser in) throws IOException {
        return switch (schema().type()) {
            case INT8 -> (byte) whole(in, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case INT16 -> (short) whole(in, Short.MIN_VALUE, Short.MAX_VALUE);
            case INT32 -> (int) whole(in, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case INT64 -> whole(in, Long.MIN_VALUE, Long.MAX_VALUE);
            case FLOAT32 -> Float.parseFloat(fraction(in));
            default -> Double.parseDouble(fraction(in));
        };
    }

    private long whole(JsonParser in, long least, long most) throws IOException {
        if (in.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw unexpected(in);
        }
        long value = in.getLongValue();
        if (value < least || value > most) {
            throw new DataException("a number beyond the schema's " + schema().type());
        }
        return value;
    }

    private String fraction(JsonParser in) throws IOException {
        String text = in.getText();
        if (in.currentToken().isNumeric()) {
            return text;
        }
        if (in.currentToken() == JsonToken.VALUE_STRING
                && (text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity"))) {
            return text;
        }
        throw unexpected(in);
    }
}
