package io.bendsync.runtime.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The two streams of the command: results and progress on standard output, errors on standard
 * error. Every line passes the redaction, so that no password leaves the process this way.
 */
public final class Terminal {
    private static final String ERASE_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final PrintStream err;
    private final boolean interactive;
    private final Redaction redaction;
    private boolean statusShown;

    /** Writes to the given streams; {@code interactive} allows a line that redraws itself. */
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
        out.println(redaction.apply(text));
        out.flush();
    }

    /** One error on standard error, headed by the command's name. */
    public synchronized void error(String text) {
        eraseStatus();
        err.println("bendsync: " + redaction.apply(text));
        err.flush();
    }

    /** A line that the next one overwrites; nothing is shown where nobody looks. */
    public synchronized void status(String text) {
        if (interactive) {
            out.print(ERASE_LINE + redaction.apply(text));
            out.flush();
            statusShown = true;
        }
    }

    private void eraseStatus() {
        if (statusShown) {
            out.print(ERASE_LINE);
            statusShown = false;
        }
    }
}
