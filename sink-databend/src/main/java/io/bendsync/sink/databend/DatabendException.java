package io.bendsync.sink.databend;

/** A request to Databend that did not succeed, with what that means and the server's code where it gave one. */
public class DatabendException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ErrorKind kind;
    private final int code;

    /**
     * @param code the server's error code, or 0 where the failure happened on the way
     * @param message says what failed; never holds a credential
     */
    public DatabendException(ErrorKind kind, int code, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.code = code;
    }

    DatabendException(ErrorKind kind, int code, String message) {
        this(kind, code, message, null);
    }

    public ErrorKind kind() {
        return kind;
    }

    /** The server's error code, 0 if there was none. */
    public int code() {
        return code;
    }
}
