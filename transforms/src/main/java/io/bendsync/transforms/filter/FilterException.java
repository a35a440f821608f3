package io.bendsync.transforms.filter;

/** A condition that cannot be read, or not be applied to a value. */
public final class FilterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FilterException(String message) {
        super(message);
    }
}
