package io.bendsync.sink.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "what?", "grüß dich", "世界?", "\uD83D\uDE00?", "?\uD83D\uDE00"})
    void textsAreWrittenAsTheyAre(String text) {
        assertThat(new String(Utf8.of(text), StandardCharsets.UTF_8)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\uD83D", "half \uD83D", "\uDE00 other half", "\uDE00\uD83D", "\uD83D\uD83D\uDE00", "? \uD83Dx"})
    void halfACharacterIsRefusedAndNeverAQuestionMark(String text) {
        assertThatThrownBy(() -> Utf8.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("half a character");
    }
}
