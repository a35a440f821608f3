package io.bendsync.runtime.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
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

    @ParameterizedTest
    @CsvSource({
        "date, 0000-00-00, true",
        "date, 2024-00-10, true",
        "date, 2024-02-00, true",
        "date, 2024-10-10, false",
        "datetime, 2024-00-10 12:30:00, true",
        "datetime, 2024-01-01 00:00:00, false",
        "varchar, 0000-00-00, false"
    })
    void aDateThatNoCalendarHasIsKnown(String type, String text, boolean zero) {
        assertThat(CellKind.of(type).orElseThrow().isZeroDate(text)).isEqualTo(zero);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "NULL",
            value = {"date, NULL, NULL", "date, 1970-01-01, 1970-01-01", "datetime, 1970-01-01, 1970-01-01 00:00:00"})
    void whatTheSourceMakesOfSuchADateIsExpected(String type, String zeroDate, String expected) {
        ComparedColumn column = new ComparedColumn(
                "c",
                "c",
                CellKind.of(type).orElseThrow(),
                type,
                "DATE",
                false,
                new Treatment.AsIs(),
                Optional.ofNullable(zeroDate));

        assertThat(column.ofMySql("2024-00-10 12:30:00.5")).isEqualTo(expected);
    }

    @Test
    void zerosThatMySqlShowsInFrontOfANumberAreNotHashed() {
        ComparedColumn padded = hashed("int(8) unsigned zerofill");

        assertThat(padded.ofMySql("00000042")).isEqualTo(padded.ofMySql("42"));
        assertThat(padded.ofMySql("00000000")).isEqualTo(padded.ofMySql("0"));
        assertThat(padded.ofMySql("0000.50")).isEqualTo(padded.ofMySql("0.50"));
    }

    private static ComparedColumn hashed(String type) {
        return new ComparedColumn(
                "c", "c", CellKind.NUMBER, type, "VARCHAR", false, new Treatment.Hashed("salt"), Optional.empty());
    }
}
