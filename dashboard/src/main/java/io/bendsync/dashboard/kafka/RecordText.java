package io.bendsync.dashboard.kafka;

import io.bendsync.converter.compact.CompactConverter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.json.JsonConverter;

/** Keys and values of records for the eye: as they are, or as JSON where they are compact ones of ours. */
final class RecordText {
    private static final byte COMPACT = (byte) 0xB1;

    private final CompactConverter compact = new CompactConverter();
    private final JsonConverter json = new JsonConverter();

    RecordText() {
        compact.configure(Map.of(), false);
        json.configure(
                Map.of("schemas.enable", "false", "decimal.format", "NUMERIC", "replace.null.with.default", "false"),
                false);
    }

    /** A text that is one already, cut if long. */
    static String plain(byte[] bytes, int longest) {
        if (bytes == null) {
            return "";
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.length() <= longest ? text : text.substring(0, longest) + "…";
    }

    /** A record's key or value, cut if long. */
    String of(byte[] bytes, int longest) {
        return plain(bytes != null && bytes.length > 0 && bytes[0] == COMPACT ? json(bytes) : bytes, longest);
    }

    /** What cannot be read may be here just because of that. */
    private byte[] json(byte[] bytes) {
        try {
            SchemaAndValue read = compact.toConnectData("", bytes);
            byte[] text = json.fromConnectData("", read.schema(), read.value());
            return text == null ? "null".getBytes(StandardCharsets.UTF_8) : text;
        } catch (RuntimeException e) {
            return bytes;
        }
    }
}
