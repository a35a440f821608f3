package io.bendsync.runtime.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellKindTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "decimal   | 1.50                       | 1.5",
                "bigint    | 18446744073709551615       | 18446744073709551615",
                "float     | 0.10000000149011612        | 0.1",
                "double    | 1e100                      | 1E100",
                "bit       | 1                          | true",
                "bit       | 255                        | 255",
                "blob      | CAFE                       | cafe",
                "datetime  | 2024-01-01 10:00:00        | 2024-01-01 10:00:00.000000",
                "timestamp | 2024-01-01 10:00:00.120000 | 2024-01-01 10:00:00.12",
                "time      | -01:02:03.5                | -001:02:03.500000",
                "json      | {\"b\": 1.0, \"a\": [1, 2]}  | {\"a\":[1,2],\"b\":1}",
                "vector    | 0000803F00002040           | [1.0,2.5]"
            })
    void twoRenderingsOfOneValueAreEqual(String type, String mysql, String databend) {
        CellKind kind = CellKind.of(type).orElseThrow();

        assertThat(kind.canonical(mysql)).isEqualTo(kind.canonical(databend));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "decimal  | 1.5                        | 1.51",
                "bigint   | 9007199254740993           | 9007199254740992",
                "double   | 0.1                        | 0.10000000000000002",
                "datetime | 2024-01-01 10:00:00.000001 | 2024-01-01 10:00:00",
                "varchar  | a                          | A",
                "varchar  | null                       | NULL",
                "time     | 01:00:00                   | 01:00:00.000001",
                "json     | {\"a\": \"1\"}               | {\"a\": 1}",
                "json     | [1, 2]                     | [2, 1]"
            })
    void differentValuesStayDifferent(String type, String mysql, String databend) {
        CellKind kind = CellKind.of(type).orElseThrow();

        assertThat(kind.canonical(mysql)).isNotEqualTo(kind.canonical(databend));
    }
}
