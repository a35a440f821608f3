package io.bendsync.runtime.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.transforms.filter.RowFilter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FilterSqlTest {
    private static final Map<String, CellKind> KINDS =
            Map.of("status", CellKind.CHOICE, "name", CellKind.TEXT, "amount", CellKind.NUMBER);

    @Test
    void textIsComparedByteByByteAndNumbersAsTheyAre() {
        assertThat(FilterSql.of(RowFilter.parse("name = 'a''b' AND amount >= 10.5"), KINDS))
                .isEqualTo("(CAST(CONVERT(`name` USING utf8mb4) AS BINARY)=x'612762' AND `amount`>=10.5)");
        assertThat(FilterSql.of(RowFilter.parse("status NOT IN ('x', '') OR name IS NOT NULL"), KINDS))
                .isEqualTo("(CAST(CONVERT(CAST(`status` AS CHAR) USING utf8mb4) AS BINARY) NOT IN (x'78',x'')"
                        + " OR `name` IS NOT NULL)");
    }
}
