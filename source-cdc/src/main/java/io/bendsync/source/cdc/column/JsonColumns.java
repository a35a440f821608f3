package io.bendsync.source.cdc.column;

import com.github.shyiko.mysql.binlog.event.deserialization.json.JsonBinary;
import com.github.shyiko.mysql.binlog.event.deserialization.json.JsonFormatter;
import io.debezium.data.Json;
import io.debezium.spi.converter.CustomConverter;
import io.debezium.spi.converter.RelationalColumn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Properties;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * Gives JSON columns one text, whether they come from a table or from the binlog. Debezium 3.6.1 hands out MySQL's text
 * of the one and its own rendering of the other, which differ in spaces, in times, and in numbers: 0.0001 from the binlog
 * has fifty digits. Debezium makes and calls this by the name in its configuration.
 */
public final class JsonColumns implements CustomConverter<SchemaBuilder, RelationalColumn> {

    @Override
    public void configure(Properties properties) {
        // Nothing to set.
    }

    @Override
    public void converterFor(RelationalColumn column, ConverterRegistration<SchemaBuilder> registration) {
        if (column.typeName().toUpperCase(Locale.ROOT).equals("JSON")) {
            registration.register(Json.builder(), JsonColumns::text);
        }
    }

    private static String text(Object value) {
        if (value == null) {
            return null;
        }
        if (!(value instanceof byte[] binary)) {
            return JsonText.compact(value.toString());
        }
        if (binary.length == 0) {
            return "null"; // what the server itself takes an empty document for
        }
        JsonText text = new JsonText();
        try {
            new Document(binary).parse(text);
        } catch (IOException e) {
            throw new UncheckedIOException("a JSON document in the binlog cannot be read", e);
        }
        return text.toString();
    }

    /** The client library mixes up the parts of times before midnight. */
    private static final class Document extends JsonBinary {
        private static final int FRACTION_BITS = 24;

        Document(byte[] binary) {
            super(binary);
        }

        @Override
        protected void parseTime(JsonFormatter formatter) throws IOException {
            long packed = readInt64();
            int sign = packed < 0 ? -1 : 1;
            long absolute = Math.abs(packed);
            long time = absolute >> FRACTION_BITS;
            formatter.valueTime(
                    sign * (int) ((time >> 12) % (1 << 10)),
                    sign * (int) ((time >> 6) % (1 << 6)),
                    sign * (int) (time % (1 << 6)),
                    sign * (int) (absolute % (1 << FRACTION_BITS)));
        }
    }
}
