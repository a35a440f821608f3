package io.bendsync.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.runtime.terminal.Redaction;
import io.bendsync.runtime.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final long SECOND = 1_000_000_000L;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Map<String, Long> counts = new TreeMap<>();
    private final long begun = System.nanoTime();

    @Test
    void aTerminalGetsABarWhileATableLoadsAndALineAfterwards() {
        Progress progress = progress(true);
        counts.putAll(Map.of("shop.orders", 250L, "shop.items", 7L));

        progress.show(begun + SECOND);

        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(text)
                .contains("orders [######------------------] 25%, 250 of about 1,000 rows, 250 rows/s, about 3 s left")
                .contains("items: 7 rows passed to Databend, 7 rows/s");

        counts.put("shop.orders", 1_000L);
        progress.show(begun + 2 * SECOND);

        assertThat(out.toString(StandardCharsets.UTF_8).substring(text.length()))
                .startsWith("\u001b[2A\r\u001b[J")
                .contains("orders: 1,000 rows passed to Databend");
    }

    @Test
    void whatIsNoTerminalGetsAPlainLineNowAndThenForTablesThatMoved() {
        Progress progress = progress(false);
        counts.put("shop.orders", 500L);
        progress.show(begun + 11 * SECOND);
        progress.show(begun + 12 * SECOND);
        counts.put("shop.items", 1L);
        progress.show(begun + 30 * SECOND);

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .map(line -> line.replaceAll(", about.*| \\d+ rows/s.*", ""))
                .containsExactly("orders: 50%, 500 of about 1,000 rows,", "items: 1 rows passed to Databend,");
    }

    private Progress progress(boolean interactive) {
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new Progress(
                new Terminal(print, print, interactive, new Redaction()),
                () -> new TreeMap<>(counts),
                Map.of("shop.orders", 1_000L),
                topic -> topic.substring(5),
                begun);
    }
}
