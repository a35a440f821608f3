package io.bendsync.converter.schemas.protobuf.file;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;

/**
 * What Confluent's options {@code (confluent.file_meta)}, {@code message_meta} and {@code field_meta} hold: a comment and
 * parameters. Kept as the bytes that any compiler of .proto files leaves of an option it does not know.
 *
 * @param doc null if there is none
 */
public record Meta(String doc, Map<String, String> params) {

    /** The number of these options, in each kind of options. */
    static final int NUMBER = 1088;

    private static final Meta NONE = new Meta(null, Map.of());
    private static final int DOC = 1;
    private static final int PARAMS = 2;
    private static final int KEY = 1;
    private static final int VALUE = 2;

    /** The one among the unknown fields of some options. */
    public static Meta of(UnknownFieldSet options) {
        if (!options.hasField(NUMBER)) {
            return NONE;
        }
        String doc = null;
        Map<String, String> params = new LinkedHashMap<>();
        try {
            for (ByteString bytes : options.getField(NUMBER).getLengthDelimitedList()) {
                UnknownFieldSet meta = UnknownFieldSet.parseFrom(bytes);
                for (ByteString text : meta.getField(DOC).getLengthDelimitedList()) {
                    doc = text.toStringUtf8();
                }
                for (ByteString entry : meta.getField(PARAMS).getLengthDelimitedList()) {
                    UnknownFieldSet pair = UnknownFieldSet.parseFrom(entry);
                    params.put(text(pair, KEY), text(pair, VALUE));
                }
            }
        } catch (InvalidProtocolBufferException e) {
            throw new DataException("The schema's options " + NUMBER + " are not Confluent's", e);
        }
        return new Meta(doc, params);
    }

    private static String text(UnknownFieldSet pair, int number) {
        StringBuilder text = new StringBuilder();
        pair.getField(number).getLengthDelimitedList().forEach(bytes -> text.append(bytes.toStringUtf8()));
        return text.toString();
    }

    UnknownFieldSet asOption() {
        UnknownFieldSet.Builder meta = UnknownFieldSet.newBuilder();
        if (doc != null) {
            meta.mergeField(DOC, bytes(ByteString.copyFromUtf8(doc)));
        }
        params.forEach((key, value) -> meta.mergeField(
                PARAMS,
                bytes(UnknownFieldSet.newBuilder()
                        .addField(KEY, bytes(ByteString.copyFromUtf8(key)))
                        .addField(VALUE, bytes(ByteString.copyFromUtf8(value)))
                        .build()
                        .toByteString())));
        return UnknownFieldSet.newBuilder()
                .addField(NUMBER, bytes(meta.build().toByteString()))
                .build();
    }

    private static UnknownFieldSet.Field bytes(ByteString bytes) {
        return UnknownFieldSet.Field.newBuilder().addLengthDelimited(bytes).build();
    }
}
