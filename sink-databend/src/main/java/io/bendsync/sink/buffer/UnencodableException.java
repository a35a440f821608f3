package io.bendsync.sink.buffer;

/**
 * A row cannot be encoded, and the ones before it, of which nothing else is left, must be read again with it: rows
 * are kept as they are then, so that the guilty one can be told from the others.
 */
public final class UnencodableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnencodableException() {
        super("a row cannot be encoded");
    }
}
