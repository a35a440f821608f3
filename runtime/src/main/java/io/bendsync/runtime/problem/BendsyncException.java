package io.bendsync.runtime.problem;

import java.util.List;

/**
 * Ends a command with a clear message instead of a stack trace. Each message is one line for the
 * person at the terminal: what, where, and what to do.
 */
public final class BendsyncException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ExitStatus status;
    private final List<String> messages;

    private BendsyncException(ExitStatus status, List<String> messages, Throwable cause) {
        super(String.join("; ", messages), cause);
        this.status = status;
        this.messages = List.copyOf(messages);
    }

    /** Something failed while running. */
    public static BendsyncException failed(String message) {
        return new BendsyncException(ExitStatus.FAILED, List.of(message), null);
    }

    /** Something failed while running, with the cause for the log file. */
    public static BendsyncException failed(String message, Throwable cause) {
        return new BendsyncException(ExitStatus.FAILED, List.of(message), cause);
    }

    /** One wrong setting. */
    public static BendsyncException badSetting(String message) {
        return new BendsyncException(ExitStatus.BAD_SETTING, List.of(message), null);
    }

    /** One wrong setting, with the cause for the log file. */
    public static BendsyncException badSetting(String message, Throwable cause) {
        return new BendsyncException(ExitStatus.BAD_SETTING, List.of(message), cause);
    }

    /** Several wrong settings, reported together. */
    public static BendsyncException badSettings(List<String> messages) {
        return new BendsyncException(ExitStatus.BAD_SETTING, messages, null);
    }

    /** The status to end with. */
    public ExitStatus status() {
        return status;
    }

    /** One line each; never empty. */
    public List<String> messages() {
        return messages;
    }
}
