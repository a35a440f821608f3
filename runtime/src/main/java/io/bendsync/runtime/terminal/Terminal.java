package io.bendsync.runtime.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The two streams of the command: results and progress on standard output, errors on standard
 * error. Every line passes the redaction, so that no password leaves the process this way, and what would steer the
 * terminal is shown in place of being sent to it: names and values of databases are in these lines.
 */
public final class Terminal {
    /** A line longer than the screen is cut, so that it stays one line. */
    private static final String CUT = "\u001b[?7l";

    private static final String WRAP = "\u001b[?7h";

    private final PrintStream out;
    private final PrintStream err;
    private final boolean interactive;
    private final Redaction redaction;
    private int statusLines;

    /** Writes to the given streams; {@code interactive} allows lines that redraw themselves. */
    public Terminal(PrintStream out, PrintStream err, boolean interactive, Redaction redaction) {
        this.out = out;
        this.err = err;
        this.interactive = interactive;
        this.redaction = redaction;
    }

    /** The process's own streams in UTF-8; the launcher script tells whether they are a terminal. */
    public static Terminal standard(Redaction redaction) {
        return new Terminal(
                utf8(FileDescriptor.out), utf8(FileDescriptor.err), Boolean.getBoolean("bendsync.terminal"), redaction);
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** Whether a person looks at a screen, rather than a file or a pipe. */
    public boolean interactive() {
        return interactive;
    }

    /** What must never be shown. */
    public Redaction redaction() {
        return redaction;
    }

    /** One line (or several, by line breaks) on standard output. */
    public synchronized void line(String text) {
        eraseStatus();
        out.println(harmless(text));
        out.flush();
    }

    /** One error on standard error, headed by the command's name. */
    public synchronized void error(String text) {
        eraseStatus();
        err.println("bendsync: " + harmless(text));
        err.flush();
    }

    /** Lines that the next ones overwrite; nothing is shown where nobody looks. */
    public synchronized void status(List<String> lines) {
        if (interactive) {
            eraseStatus();
            for (String line : lines) {
                out.println(CUT + Visible.line(redaction.apply(line)) + WRAP);
            }
            out.flush();
            statusLines = lines.size();
        }
    }

    private String harmless(String text) {
        return Visible.lines(redaction.apply(text));
    }

    private void eraseStatus() {
        if (statusLines > 0) {
            out.print("\u001b[" + statusLines + "A\r\u001b[J");
            statusLines = 0;
        }
    }
}
