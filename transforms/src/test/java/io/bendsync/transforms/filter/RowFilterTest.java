package io.bendsync.transforms.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowFilterTest {
    @Test
    void textIsEqualLetterByLetter() {
        assertThat(holds("status = 'Paid'", Map.of("status", "Paid"))).isTrue();
        assertThat(holds("status = 'Paid'", Map.of("status", "paid"))).isFalse();
        assertThat(holds("status = 'Paid'", Map.of("status", "Paid "))).isFalse();
        assertThat(holds("status <> 'Paid'", Map.of("status", "paid"))).isTrue();
        assertThat(holds("name = 'O''Neil'", Map.of("name", "O'Neil"))).isTrue();
    }

    @Test
    void numbersAreComparedByValue() {
        assertThat(holds("amount >= 10", Map.of("amount", new BigDecimal("10.00"))))
                .isTrue();
        assertThat(holds("amount = 10.0", Map.of("amount", BigDecimal.TEN))).isTrue();
        assertThat(holds("amount < -1.5", Map.of("amount", new BigDecimal("-2"))))
                .isTrue();
    }

    @Test
    void nothingHoldsForNullButAskingForIt() {
        Map<String, Object> row = new HashMap<>();
        row.put("a", null);
        assertThat(holds("a = 1", row)).isFalse();
        assertThat(holds("a <> 1", row)).isFalse();
        assertThat(holds("a IN (1, 2)", row)).isFalse();
        assertThat(holds("a NOT IN (1, 2)", row)).isFalse();
        assertThat(holds("a IS NULL", row)).isTrue();
        assertThat(holds("a is not null", row)).isFalse();
    }

    @Test
    void andBindsStrongerThanOr() {
        Map<String, Object> row = Map.of("a", BigDecimal.ONE, "b", "x", "strange name", "y");
        assertThat(holds("a = 1 OR a = 2 AND b = 'z'", row)).isTrue();
        assertThat(holds("(a = 1 OR a = 2) AND b = 'z'", row)).isFalse();
        assertThat(holds("a IN (1) AND `strange name` NOT IN ('x', 'z')", row)).isTrue();
        assertThat(RowFilter.parse("a = 1 OR b = 'x' AND `strange name` = 'y'").columns())
                .containsExactly("a", "b", "strange name");
    }

    @Test
    void mistakesAreToldWithTheirPlace() {
        assertThatThrownBy(() -> RowFilter.parse("status == 'x'")).hasMessageContaining("letter 9");
        assertThatThrownBy(() -> RowFilter.parse("status = paid")).hasMessageContaining("'text' in quotes or a number");
        assertThatThrownBy(() -> RowFilter.parse("status LIKE 'x%'")).hasMessageContaining("letter 8: expected is =");
        assertThatThrownBy(() -> RowFilter.parse("a = 1 b = 2")).hasMessageContaining("AND, OR or the end");
        assertThatThrownBy(() -> RowFilter.parse("a = 'x")).hasMessageContaining("cannot be read from letter 4");
        assertThatThrownBy(() -> RowFilter.parse("")).hasMessageContaining("expected is a column");
    }

    @Test
    void aLiteralOfAnotherKindIsAMistakeAndNotFalse() {
        assertThatThrownBy(() -> holds("a = 'x'", Map.of("a", BigDecimal.ONE)))
                .hasMessage("column a holds numbers, and the filter compares it with text");
        assertThatThrownBy(() -> holds("a < 'x'", Map.of("a", "w"))).hasMessageContaining("equal or not");
        assertThatThrownBy(() -> holds("a = 1", Map.of("a", new byte[1]))).hasMessageContaining("IS NULL");
    }

    private static boolean holds(String filter, Map<String, Object> row) {
        return RowFilter.parse(filter).test(row::get);
    }
}
