package io.bendsync.runtime.demo;

import io.bendsync.runtime.terminal.Terminal;
import java.util.Locale;

/** Lines headed by the seconds since the start. */
final class Stopwatch {
    private final Terminal terminal;
    private final long begun = System.nanoTime();

    Stopwatch(Terminal terminal) {
        this.terminal = terminal;
    }

    void say(String text) {
        terminal.line(String.format(Locale.ROOT, "%6.1f s  %s", seconds(), text));
    }

    /** Text that belongs to the line before: no time, and room around it. */
    void show(String text) {
        terminal.line(text.indent(10).stripTrailing());
    }

    double seconds() {
        return (System.nanoTime() - begun) / 1e9;
    }
}
