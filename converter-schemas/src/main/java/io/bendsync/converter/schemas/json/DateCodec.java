package io.bendsync.converter.schemas.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/** Connect's dates as days since 1970, its times as milliseconds since midnight, its timestamps as those since 1970. */
@SuppressWarnings("JavaUtilDate") // the class of Connect's logical types
final class DateCodec extends JsonCodec {

    DateCodec(Schema schema) {
        super(schema);
    }

    @Override
    void writeValue(JsonGenerator out, Object value) throws IOException {
        java.util.Date date = (java.util.Date) value;
        switch (schema().name()) {
            case Date.LOGICAL_NAME -> out.writeNumber(Date.fromLogical(Date.SCHEMA, date));
            case Time.LOGICAL_NAME -> out.writeNumber(Time.fromLogical(Time.SCHEMA, date));
            default -> out.writeNumber(date.getTime());
        }
    }

    @Override
    Object readValue(JsonParser in) throws IOException {
        expect(in, JsonToken.VALUE_NUMBER_INT);
        return switch (schema().name()) {
            case Date.LOGICAL_NAME -> Date.toLogical(Date.SCHEMA, in.getIntValue());
            case Time.LOGICAL_NAME -> Time.toLogical(Time.SCHEMA, in.getIntValue());
            default -> Timestamp.toLogical(Timestamp.SCHEMA, in.getLongValue());
        };
    }
}
