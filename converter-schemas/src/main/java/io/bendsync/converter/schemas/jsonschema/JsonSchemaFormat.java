package io.bendsync.converter.schemas.jsonschema;

import io.bendsync.converter.schemas.json.JsonCodecs;
import io.bendsync.converter.schemas.record.RecordCodec;
import io.bendsync.converter.schemas.record.RecordFormat;
import io.bendsync.converter.schemas.registry.SchemaDocument;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.connect.data.Schema;

/** JSON Schema: schemas are its documents, records are plain JSON. */
public final class JsonSchemaFormat implements RecordFormat {

    @Override
    public String type() {
        return "JSON";
    }

    @Override
    public boolean needsEarlier() {
        return false;
    }

    @Override
    public String describe(Schema schema, List<SchemaDocument> earlier) {
        return SchemaToJson.text(schema);
    }

    @Override
    public RecordCodec codec(String text, Function<String, String> imports) {
        return new JsonRecords(JsonCodecs.of(JsonToSchema.schema(text)));
    }
}
