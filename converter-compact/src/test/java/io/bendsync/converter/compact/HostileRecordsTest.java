package io.bendsync.converter.compact;

import static io.bendsync.converter.compact.Converters.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bendsync.converter.compact.schema.Deflated;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes that nobody wrote, or not all of them: an error that says what is wrong, and nothing worse. */
class HostileRecordsTest {

    private static final int SCHEMAS = 300;
    private static final int DAMAGES = 40;

    private static final long SEED = Long.getLong("bendsync.seed", System.nanoTime());

    private final CompactConverter converter = Converters.values();

    @Test
    void everyBeginningOfARecordIsRefused() {
        Samples samples = new Samples(SEED);
        for (int i = 0; i < SCHEMAS; i++) {
            byte[] record = record(samples);
            for (int length = 1; length < record.length; length++) {
                byte[] beginning = Arrays.copyOf(record, length);
                assertThatThrownBy(() -> converter.toConnectData("orders", beginning))
                        .as(story(i, beginning))
                        .isInstanceOf(DataException.class)
                        .hasMessageStartingWith("topic orders: a record ");
            }
        }
    }

    @Test
    void damagedRecordsAreReadAsOthersOrRefused() {
        Samples samples = new Samples(SEED);
        for (int i = 0; i < SCHEMAS; i++) {
            byte[] record = record(samples);
            for (int j = 0; j < DAMAGES; j++) {
                byte[] damaged = damage(record, samples);
                assertThatCode(() -> readOrRefuse(damaged))
                        .as(story(i, damaged))
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void noiseIsReadOrRefused() {
        Samples samples = new Samples(SEED);
        for (int i = 0; i < SCHEMAS * DAMAGES; i++) {
            byte[] noise = new byte[samples.below(60) + 2];
            for (int j = 0; j < noise.length; j++) {
                noise[j] = (byte) (samples.once(2) ? samples.below(16) : samples.below(256));
            }
            noise[0] = (byte) 0xB1;
            noise[1] = (byte) samples.below(noise.length);
            assertThatCode(() -> readOrRefuse(noise)).as(story(i, noise)).doesNotThrowAnyException();
        }
    }

    private void readOrRefuse(byte[] record) {
        try {
            converter.toConnectData("orders", record);
        } catch (DataException e) {
            assertThat(e).hasMessageStartingWith("topic orders: ");
        }
    }

    private byte[] record(Samples samples) {
        Schema schema = samples.once(6) ? null : samples.schema();
        Object value = schema == null ? List.of(samples.text()) : samples.value(schema);
        return converter.fromConnectData("orders", schema, value);
    }

    private static byte[] damage(byte[] record, Samples samples) {
        byte[] damaged = samples.once(3) ? Arrays.copyOf(record, record.length + samples.below(3)) : record.clone();
        for (int changes = samples.below(3); changes >= 0; changes--) {
            int at = 1 + samples.below(damaged.length - 1);
            damaged[at] = (byte) (samples.once(2) ? damaged[at] ^ (1 << samples.below(8)) : samples.below(256));
        }
        return damaged;
    }

    @ParameterizedTest
    @CsvSource({
        "b1, it ends at byte 1",
        "b10a, a number of things or bytes that is more than the bytes left",
        "b1ffffffffffffffffff01, more than the bytes left",
        "b1ffffffffffffffffff02, a number of more than 64 bits",
        // A text: longer than the record, not UTF-8, with something behind it.
        "b10207 09 61, more than the bytes left",
        "b10207 01 ff, a text that is not UTF-8",
        "b10207 01 61 00, 1 bytes too many at byte 5",
        // Whether it is null: neither yes nor no.
        "b10217 02 0161, neither 0 nor 1",
        // A list of two thousand million elements of which none is there.
        "b1040900 ffffffff07, more than the bytes left",
        // Numbers out of bounds, a time of day after midnight, a decimal without digits.
        "b10201 808004, out of its type's bounds",
        "b1042211 82f0b252, out of its type's bounds",
        "b100 0c00, a number without digits",
        // Schemas: unknown type, field names twice, a text and a schema that were not there before, no name, no scale.
        "b1020c 00, unknown type 12",
        "b1100b02 046100 046100 00, or the same",
        "b10627ff7f 00, was not there before",
        "b1040f00 00, a schema that was not there before",
        "b1080b010000 00, have no names",
        "b104280d 00, a schema of a Decimal without its scale",
        // Compressed: nothing, not as it says, not to the end, more behind the end.
        "b101, it ends",
        "b103ff, not compressed as it says",
        "b10363, ends within",
        "b107030000 00, goes on behind",
        // Without a schema: unknown kind.
        "b100 10, unknown kind 16"
    })
    void whatIsWrongIsSaid(String hex, String problem) {
        assertThatThrownBy(() -> converter.toConnectData("orders", bytes(hex)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void schemasWithinSchemasHaveAnEnd() {
        Schema schema = Schema.INT8_SCHEMA;
        for (int i = 1; i < 100; i++) {
            schema = SchemaBuilder.array(schema).build();
        }
        byte[] deepest = converter.fromConnectData("orders", schema, List.of());
        assertThat(converter.toConnectData("orders", deepest).schema()).isEqualTo(schema);
        Schema deeper = SchemaBuilder.array(schema).build();
        assertThatThrownBy(() -> converter.fromConnectData("orders", deeper, List.of()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("more than 100 levels");
        String levels = "09".repeat(100);
        assertThatThrownBy(() -> converter.toConnectData("orders", bytes("b1ca01" + levels + "0000")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("more than 100 levels");
    }

    @Test
    void schemasThatDoubleWithEachLevelAreRefused() {
        // Structs of two fields each, of which the second is of the same schema as the first: two bytes a level.
        StringBuilder schema = new StringBuilder();
        int levels = 30;
        for (int level = 0; level < levels; level++) {
            schema.append("0b02").append(level == 0 ? "0461" : name(0));
        }
        schema.append("0b00");
        for (int level = 0; level < levels; level++) {
            schema.append(level == 0 ? "0462" : name(1)).append("0f").append(hex(level));
        }
        byte[] description = bytes(schema.toString());
        String record = "b1" + hex(description.length << 1 | 0x80) + hex(description.length >> 6) + schema + "00";
        assertThatThrownBy(() -> converter.toConnectData("orders", bytes(record)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("100000 fields");
    }

    @Test
    void schemasThatBlowUpWhenTheyAreInflatedAreRefused() {
        byte[] bomb = Deflated.pack(new byte[(16 << 20) + 1]);
        String length = hex((bomb.length << 1 & 0x7F) | 0x81) + hex(bomb.length >> 6 | 0x80) + hex(bomb.length >> 13);
        byte[] record = bytes("b1" + length + HexFormat.of().formatHex(bomb) + "00");
        assertThatThrownBy(() -> converter.toConnectData("orders", record))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("a schema of more than 16777216 bytes");
    }

    @Test
    void valuesWithoutSchemaAreNoDeeperEither() {
        assertThatThrownBy(() -> converter.toConnectData("orders", bytes("b100" + "0e01".repeat(5000) + "00")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("more than 100 levels");
    }

    @Test
    void recordsOfNewerFormatsAreNamedAsThat() {
        assertThatThrownBy(() -> converter.toConnectData("orders", bytes("b2 01")))
                .isInstanceOf(DataException.class)
                .hasMessage("topic orders: a record was written by a newer bendsync (format b2): update this one");
    }

    /** A text that was there before, the first ones being those behind the words. */
    private static String name(int number) {
        int code = ((WORDS + number) << 1) | 1;
        return hex((code & 0x7F) | 0x80) + hex(code >> 7);
    }

    private static final int WORDS = FormatTest.words().size();

    private static String hex(int value) {
        return String.format("%02x", value & 0xFF);
    }

    private static String story(int number, byte[] record) {
        return "sample " + number + " of -Dbendsync.seed=" + SEED + ", "
                + HexFormat.of().formatHex(record);
    }
}
