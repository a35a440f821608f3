package io.bendsync.sink.databend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "plain|`plain`",
                "a b.c|`a b.c`",
                "a\"b|`a\"b`",
                "a`b|\"a`b\"",
                "a`b\"c|\"a`b\"\"c\"",
                "x; --|`x; --`"
            })
    void namesAreQuotedWhateverTheyContain(String name, String quoted) {
        assertThat(Identifier.quoted(name)).isEqualTo(quoted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nul\0"})
    void namesThatCannotBeAreRefused(String name) {
        assertThatThrownBy(() -> Identifier.quoted(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void textsCannotEndTheirLiteral() {
        assertThat(Identifier.literal("O'Brien \\' OR 1=1")).isEqualTo("'O''Brien \\\\'' OR 1=1'");
    }
}
