package io.bendsync.source.cdc.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.data.Enum;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class EnumCommasTest {

    private static final Schema ROW = SchemaBuilder.struct()
            .optional()
            .field("e", Enum.builder("a,b\\,c").optional().build())
            .field("text", Schema.OPTIONAL_STRING_SCHEMA)
            .build();
    private static final Schema ENVELOPE = SchemaBuilder.struct()
            .field("before", ROW)
            .field("after", ROW)
            .field("op", Schema.STRING_SCHEMA)
            .build();

    private final EnumCommas commas = new EnumCommas();

    @Test
    void backslashGoesFromKeyAndBothRows() {
        SourceRecord repaired = commas.repaired(record("u", row("b\\,c", "x\\,y")));

        assertThat(((Struct) repaired.key()).get("e")).isEqualTo("b,c");
        for (String part : new String[] {"before", "after"}) {
            Struct row = ((Struct) repaired.value()).getStruct(part);
            assertThat(row.get("e")).isEqualTo("b,c");
            // Other columns may hold what they like.
            assertThat(row.get("text")).isEqualTo("x\\,y");
        }
        assertThat(repaired.sourceOffset()).isEqualTo(Map.of("pos", 4));
        assertThat(repaired.valueSchema()).isSameAs(ENVELOPE);
    }

    @Test
    void tombstonesKeyIsTheSameAsItsDeletes() {
        Struct key = row("b\\,c", null);
        SourceRecord tombstone = new SourceRecord(Map.of(), Map.of(), "t", null, key.schema(), key, null, null);

        assertThat(((Struct) commas.repaired(tombstone).key()).get("e")).isEqualTo("b,c");
    }

    @Test
    void onlyTheBackslashThatWasPutInIsTakenOut() {
        SourceRecord repaired = commas.repaired(record("c", row("b\\\\,c", null)));

        assertThat(((Struct) repaired.value()).getStruct("after").get("e")).isEqualTo("b\\,c");
    }

    @Test
    void rowsOfTheFirstLoadAreRightAlready() {
        SourceRecord record = record("r", row("b\\,c", null));

        assertThat(commas.repaired(record)).isSameAs(record);
    }

    @Test
    void whatNeedsNoRepairIsNotCopied() {
        SourceRecord record = record("c", row("a", "x\\,y"));

        assertThat(commas.repaired(record)).isSameAs(record);
    }

    private static Struct row(String e, String text) {
        return new Struct(ROW).put("e", e).put("text", text);
    }

    private static SourceRecord record(String op, Struct row) {
        Struct envelope =
                new Struct(ENVELOPE).put("before", row).put("after", row).put("op", op);
        return new SourceRecord(Map.of("server", "s"), Map.of("pos", 4), "t", null, ROW, row, ENVELOPE, envelope);
    }
}
