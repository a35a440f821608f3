package io.bendsync.runtime.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalTest {
    private static final String ESC = "\u001b";
    private static final String HOSTILE = ESC + "[2J" + ESC + "]0;owned\u0007\u009b31m\r\u202egnp.exe\u2028";
    private static final String SHOWN = "\\u001b[2J\\u001b]0;owned\\u0007\\u009b31m\\r\\u202egnp.exe\\u2028";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Terminal terminal = new Terminal(print(out), print(err), true, new Redaction());

    @Test
    void whatWouldSteerTheTerminalIsShownInPlaceOfBeingSent() {
        terminal.line("row 'é𝄞" + HOSTILE + "'\n\tnext");
        terminal.error(HOSTILE);

        assertThat(text(out)).isEqualTo("row 'é𝄞" + SHOWN + "'\n\tnext" + System.lineSeparator());
        assertThat(text(err)).isEqualTo("bendsync: " + SHOWN + System.lineSeparator());
    }

    @Test
    void aLineThatIsDrawnAgainStaysOneLine() {
        terminal.status(List.of("db.t" + ESC + "[5A\nforged"));

        assertThat(text(out)).contains("db.t\\u001b[5A\\nforged").doesNotContain("[5A\nforged");
    }

    @Test
    void aCellStaysInItsTable() {
        String table = new TextTable(List.of("k"), List.of(List.of("a\nb\\" + HOSTILE))).render();

        assertThat(table).contains("| a\\nb\\\\" + SHOWN + " |");
    }

    private static PrintStream print(ByteArrayOutputStream stream) {
        return new PrintStream(stream, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
