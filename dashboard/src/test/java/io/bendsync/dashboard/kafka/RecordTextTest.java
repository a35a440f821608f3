package io.bendsync.dashboard.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.converter.compact.CompactConverter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;

class RecordTextTest {
    private static final Schema ROW = SchemaBuilder.struct()
            .field("id", Schema.INT64_SCHEMA)
            .field("name", SchemaBuilder.string().optional().defaultValue("x").build())
            .field("price", Decimal.schema(2))
            .build();

    private final RecordText texts = new RecordText();

    @Test
    void aTextIsShownAsItIs() {
        assertThat(texts.of("{\"a\": 1}".getBytes(StandardCharsets.UTF_8), 100)).isEqualTo("{\"a\": 1}");
        assertThat(texts.of(null, 100)).isEmpty();
        assertThat(texts.of(new byte[0], 100)).isEmpty();
    }

    @Test
    void aCompactRowIsShownAsJsonWithoutItsSchema() {
        assertThat(texts.of(row(), 100)).isEqualTo("{\"id\":7,\"name\":null,\"price\":1.50}");
    }

    @Test
    void aLongTextIsCutWhateverItsFormat() {
        assertThat(texts.of("abcdef".getBytes(StandardCharsets.UTF_8), 3)).isEqualTo("abc…");
        assertThat(texts.of(row(), 8)).isEqualTo("{\"id\":7,…");
    }

    @Test
    void aCompactRecordThatIsDamagedIsShownAsItsBytes() {
        byte[] row = row();
        byte[] half = Arrays.copyOf(row, row.length / 2);
        assertThat(texts.of(half, 1000)).isEqualTo(new String(half, StandardCharsets.UTF_8));
    }

    private static byte[] row() {
        try (CompactConverter converter = new CompactConverter()) {
            converter.configure(Map.of(), false);
            Struct row = new Struct(ROW).put("id", 7L).put("name", null).put("price", new BigDecimal("1.50"));
            return converter.fromConnectData("orders", ROW, row);
        }
    }
}
