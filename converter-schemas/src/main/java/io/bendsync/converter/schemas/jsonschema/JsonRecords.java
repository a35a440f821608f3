package io.bendsync.converter.schemas.jsonschema;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.bendsync.converter.schemas.json.JsonCodec;
import io.bendsync.converter.schemas.json.JsonCodecs;
import io.bendsync.converter.schemas.record.RecordCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;

/** Records of one JSON Schema: plain JSON. */
record JsonRecords(JsonCodec codec) implements RecordCodec {

    @Override
    public Schema schema() {
        return codec.schema();
    }

    @Override
    public byte[] write(Object value, int free) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        bytes.write(new byte[free], 0, free);
        try (JsonGenerator out = JsonCodecs.generator(bytes)) {
            codec.write(out, value);
        } catch (IOException e) {
            throw new DataException(
                    "The value is not to be written as JSON: " + e.getClass().getSimpleName(), e);
        }
        return bytes.toByteArray();
    }

    @Override
    public SchemaAndValue read(byte[] record, int skipped) {
        try (JsonParser in = JsonCodecs.parser(record, skipped)) {
            if (in.nextToken() == null) {
                throw new DataException("The record has no JSON after its schema's id");
            }
            return new SchemaAndValue(codec.schema(), codec.read(in));
        } catch (IOException e) {
            // Without Jackson's message, which shows what it read.
            throw new DataException(
                    "The record is not JSON of its schema: " + e.getClass().getSimpleName(), e);
        }
    }
}
