package io.bendsync.converter.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Generated schemas, values and records: ours and Kafka's converter may never differ. */
class SameBytesTest {

    private static final int SCHEMAS = 400;
    private static final int VALUES = 4;

    private static final long SEED = Long.getLong("bendsync.seed", System.nanoTime());

    static List<Map<String, String>> settings() {
        List<Map<String, String>> all = new ArrayList<>();
        for (String schemas : List.of("true", "false")) {
            for (String decimals : List.of("BASE64", "numeric")) {
                for (String defaults : List.of("true", "false")) {
                    all.add(Map.of(
                            "schemas.enable", schemas,
                            "decimal.format", decimals,
                            "replace.null.with.default", defaults));
                }
            }
        }
        all.add(Map.of());
        all.add(Map.of("schemas.cache.size", "0"));
        all.add(Map.of("schemas.cache.size", "1"));
        return all;
    }

    @ParameterizedTest
    @MethodSource("settings")
    void writesAndReadsWhatKafkasConverterDoes(Map<String, String> settings) {
        Pair pair = Pair.of(settings);
        Samples samples = new Samples(SEED);
        for (int i = 0; i < SCHEMAS; i++) {
            Schema schema = samples.schema();
            for (int j = 0; j < VALUES; j++) {
                Object value = samples.value(schema);
                Outcome theirs = pair.theyWrite(schema, value);
                assertThat(pair.weWrite(schema, value)).as(story(i, schema)).isEqualTo(theirs);
                if (!theirs.isError()) {
                    byte[] record = pair.theirs().fromConnectData("topic", schema, value);
                    assertThat(pair.weRead(record)).as(story(i, schema)).isEqualTo(pair.theyRead(record));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void treatsValuesWithoutSchemaAlike(Map<String, String> settings) {
        Pair pair = Pair.of(settings);
        Samples samples = new Samples(SEED);
        for (int i = 0; i < SCHEMAS * VALUES; i++) {
            Object value = samples.schemaless(0);
            Outcome theirs = pair.theyWrite(null, value);
            assertThat(pair.weWrite(null, value)).as(story(i, null)).isEqualTo(theirs);
            if (!theirs.isError()) {
                byte[] record = pair.theirs().fromConnectData("topic", null, value);
                assertThat(pair.weRead(record)).as(story(i, null)).isEqualTo(pair.theyRead(record));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void failsAlikeOnValuesThatDoNotFit(Map<String, String> settings) {
        Pair pair = Pair.of(settings);
        Samples samples = new Samples(SEED);
        for (int i = 0; i < SCHEMAS * VALUES; i++) {
            Schema schema = samples.schema();
            Object value = samples.once(2) ? samples.value(samples.schema()) : samples.schemaless(0);
            assertThat(pair.weWrite(schema, value)).as(story(i, schema)).isEqualTo(pair.theyWrite(schema, value));
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void readsDamagedRecordsAlike(Map<String, String> settings) {
        Pair pair = Pair.of(settings);
        Samples samples = new Samples(SEED);
        for (int i = 0; i < SCHEMAS; i++) {
            Schema schema = samples.schema();
            Object value = samples.value(schema);
            if (pair.theyWrite(schema, value).isError()) {
                continue;
            }
            byte[] record = pair.theirs().fromConnectData("topic", schema, value);
            pair.weRead(record);
            for (int j = 0; j < 30; j++) {
                byte[] damaged = damage(record, samples);
                assertThat(pair.weRead(damaged))
                        .as(() -> "seed " + SEED + " " + new String(damaged, StandardCharsets.ISO_8859_1))
                        .isEqualTo(pair.theyRead(damaged));
            }
        }
    }

    /**
     * One change somewhere, most often near the end: that is where the payload is. The byte that UTF-8 never has is FE
     * here and not FF: in a field's name, Jackson takes FF for the padding of its table of names, so that what the
     * original answers (an error, or another name) depends on the records that it has read before.
     */
    private static byte[] damage(byte[] record, Samples samples) {
        String text = new String(record, StandardCharsets.ISO_8859_1);
        int last = samples.once(4) ? text.length() : Math.min(text.length(), 60);
        int at = text.length() - samples.below(last + 1);
        String before = text.substring(0, at);
        String after = text.substring(at);
        String[] pieces = {
            " ",
            "\n\t",
            "0",
            "1",
            "-",
            ".",
            "e5",
            "E-3",
            "\"",
            "\\",
            "\\u0041",
            "\\ud83d",
            ",",
            ":",
            "{",
            "}",
            "[",
            "]",
            "null",
            "true",
            "false",
            "\u00fe",
            "\u00c3\u00a4",
            "NaN",
            "=",
            "\"a\":1,",
            "[1,2],",
            "99999999999",
            ",\"payload\":1",
            "\0"
        };
        return switch (samples.below(3)) {
            case 0 -> bytes(before + pieces[samples.below(pieces.length)] + after);
            case 1 -> bytes(before + (after.isEmpty() ? "" : after.substring(1)));
            default ->
                bytes(before + pieces[samples.below(pieces.length)] + (after.isEmpty() ? "" : after.substring(1)));
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void nothingIsNothingBothWays() {
        Pair pair = Pair.of(Map.of());
        assertThat(pair.ours().fromConnectData("topic", null, null)).isNull();
        assertThat(pair.weRead(null)).isEqualTo(pair.theyRead(null));
        assertThat(pair.weRead(new byte[0])).isEqualTo(pair.theyRead(new byte[0]));
    }

    private static String story(int number, Schema schema) {
        return "sample " + number + " of -Dbendsync.seed=" + SEED + ", schema " + schema;
    }
}
