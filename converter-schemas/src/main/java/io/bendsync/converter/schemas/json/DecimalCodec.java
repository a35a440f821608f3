package io.bendsync.converter.schemas.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;

/**
 * Decimals as numbers with all their digits. Reads those in Base64 too, which is how Confluent's converter writes them
 * with {@code decimal.format=BASE64}.
 */
final class DecimalCodec extends JsonCodec {

    private final int scale;

    DecimalCodec(Schema schema) {
        super(schema);
        String text = schema.parameters() == null ? null : schema.parameters().get(Decimal.SCALE_FIELD);
        try {
            this.scale = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new DataException("A schema of decimals has the scale " + text, e);
        }
    }

    @Override
    void writeValue(JsonGenerator out, Object value) throws IOException {
        BigDecimal decimal = (BigDecimal) value;
        if (decimal.scale() != scale) {
            throw new DataException("a decimal of scale " + decimal.scale() + ", but the schema's scale is " + scale);
        }
        out.writeNumber(decimal);
    }

    @Override
    Object readValue(JsonParser in) throws IOException {
        if (in.currentToken() == JsonToken.VALUE_STRING) {
            return new BigDecimal(new BigInteger(in.getBinaryValue()), scale);
        }
        if (!in.currentToken().isNumeric()) {
            throw unexpected(in);
        }
        try {
            return new BigDecimal(in.getText()).setScale(scale);
        } catch (ArithmeticException e) {
            throw new DataException("a decimal with more digits than the schema's scale of " + scale, e);
        }
    }
}
