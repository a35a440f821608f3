package io.bendsync.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.StackExtension;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every type of the record contract, with its extreme values: into the column type it should have, and unbent. */
@ExtendWith(StackExtension.class)
class TypesIT {
    @ParameterizedTest
    @ValueSource(strings = {"insert", "upsert"})
    void valuesArriveAsTheyAreInTheColumnTypeOfTheTable(String mode, DatabendDatabase databend) {
        List<TypeCase> cases = ExtremeValues.all();
        SchemaBuilder builder = SchemaBuilder.struct().field("id", Schema.INT32_SCHEMA);
        cases.forEach(type -> builder.field(type.name(), type.schema()));
        Schema schema = builder.build();
        SinkHarness.Log log = new SinkHarness.Log();
        int rows = cases.stream().mapToInt(type -> type.values().size()).max().orElseThrow();
        for (int id = 0; id < rows; id++) {
            Struct row = new Struct(schema).put("id", id);
            for (TypeCase type : cases) {
                row.put(type.name(), id < type.values().size() ? type.values().get(id) : null);
            }
            log.add("t", Rows.KEY, Rows.key(id), schema, row);
        }
        try (SinkHarness sink = SinkHarness.start(log, SinkHarness.config(databend, "insert.mode", mode), "t")) {
            sink.drain();
        }
        Map<String, String> columns = new java.util.HashMap<>();
        databend.query("SELECT name, data_type FROM system.columns WHERE table = 't' AND database = '" + databend.name()
                        + "'")
                .forEach(column -> columns.put(column.get(0), column.get(1)));
        String shown = cases.stream()
                .map(type -> String.format(type.show(), "`" + type.name() + "`"))
                .collect(java.util.stream.Collectors.joining(", "));
        List<List<String>> cells = databend.query("SELECT " + shown + " FROM t ORDER BY id");
        for (int i = 0; i < cases.size(); i++) {
            TypeCase type = cases.get(i);
            int column = i;
            assertThat(columns).as(type.name()).containsEntry(type.name(), type.column());
            assertThat(cells)
                    .as(type.name())
                    .extracting(row -> row.get(column))
                    .startsWith(type.shown().toArray(String[]::new));
        }
    }

    @Test
    void decimalsOfSixtyFiveDigitsKeepEveryOne(DatabendDatabase databend) {
        Schema type = Decimal.builder(30)
                .optional()
                .parameter("connect.decimal.precision", "65")
                .build();
        Schema schema = SchemaBuilder.struct()
                .field("id", Schema.INT32_SCHEMA)
                .field("v", type)
                .build();
        List<String> digits = List.of(
                "99999999999999999999999999999999999.999999999999999999999999999999",
                "-99999999999999999999999999999999999.999999999999999999999999999999",
                "0.000000000000000000000000000001");
        SinkHarness.Log log = new SinkHarness.Log();
        for (int id = 0; id < digits.size(); id++) {
            Struct row = new Struct(schema).put("id", id).put("v", new BigDecimal(digits.get(id)));
            log.add("t", Rows.KEY, Rows.key(id), schema, row);
        }
        try (SinkHarness sink = SinkHarness.start(log, SinkHarness.config(databend), "t")) {
            sink.drain();
        }
        assertThat(databend.query(
                        "SELECT data_type FROM system.columns WHERE name = 'v' AND table = 't' AND database = '"
                                + databend.name() + "'"))
                .containsExactly(List.of("DECIMAL(65, 30)"));
        assertThat(databend.query("SELECT to_string(v) FROM t ORDER BY id"))
                .extracting(row -> row.get(0))
                .containsExactlyElementsOf(digits);
    }
}
