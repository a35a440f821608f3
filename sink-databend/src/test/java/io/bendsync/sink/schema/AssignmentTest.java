package io.bendsync.sink.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssignmentTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INT|INT|fits",
                "SMALLINT|BIGINT|fits",
                "TINYINT UNSIGNED|SMALLINT|fits",
                "INT UNSIGNED|BIGINT|fits",
                "BIGINT|INT|BIGINT",
                "INT|INT UNSIGNED|BIGINT",
                "TINYINT|TINYINT UNSIGNED|SMALLINT",
                "BIGINT|BIGINT UNSIGNED|DECIMAL(20, 0)",
                "BIGINT UNSIGNED|BIGINT|DECIMAL(20, 0)",
                "INT|DECIMAL(10, 0)|fits",
                "INT|DECIMAL(10, 2)|DECIMAL(12, 2)",
                "INT|DOUBLE|fits",
                "BIGINT|DOUBLE|refused",
                "SMALLINT|FLOAT|fits",
                "INT|FLOAT|refused",
                "DECIMAL(10, 2)|DECIMAL(12, 2)|fits",
                "DECIMAL(10, 2)|DECIMAL(10, 4)|DECIMAL(12, 4)",
                "DECIMAL(76, 0)|DECIMAL(76, 10)|refused",
                "DECIMAL(10, 2)|BIGINT|refused",
                "DECIMAL(20, 0)|BIGINT UNSIGNED|checked",
                "FLOAT|DOUBLE|fits",
                "DOUBLE|FLOAT|DOUBLE",
                "DOUBLE|INT|refused",
                "DATE|TIMESTAMP|fits",
                "TIMESTAMP|DATE|refused",
                "VARCHAR|DATE|checked",
                "VARCHAR|INT|checked",
                "INT|VARCHAR|fits",
                "TIMESTAMP|VARCHAR|fits",
                "BINARY|VARCHAR|refused",
                "VARCHAR|BINARY|refused",
                "BOOLEAN|TINYINT|fits",
                "TINYINT|BOOLEAN|refused",
                "INT|VARIANT|fits",
                "VARIANT|VARCHAR|fits",
                "VECTOR(3)|VECTOR(4)|refused",
                "INT|INTERVAL|checked"
            })
    void noValueIsEverBent(String from, String to, String decision) {
        Assignment assignment = Assignment.of(TypeNames.parse(from), TypeNames.parse(to), false);
        String actual;
        if (assignment instanceof Assignment.Widen widen) {
            actual = widen.to().sql();
        } else {
            actual = assignment.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
        }
        assertThat(actual).isEqualTo(decision);
    }

    @Test
    void textIsTheLastResortOnlyIfAskedFor() {
        assertThat(Assignment.of(new DoubleType(), new DateType(), true))
                .isEqualTo(new Assignment.Widen(new TextType()));
        assertThat(Assignment.of(new DoubleType(), new DateType(), false)).isEqualTo(new Assignment.Refused());
    }

    @Test
    void everyTypeIsReadBackByItsOwnName() {
        for (ColumnType type : List.of(
                new IntegerType(8, true),
                new IntegerType(64, false),
                new DecimalType(65, 30),
                new TextType(),
                new BinaryType(),
                new DateType(),
                new TimestampType(),
                new VariantType(),
                new GeometryType(),
                new VectorType(3),
                new BooleanType(),
                new FloatType(),
                new DoubleType())) {
            assertThat(TypeNames.parse(type.sql())).isEqualTo(type);
        }
    }
}
