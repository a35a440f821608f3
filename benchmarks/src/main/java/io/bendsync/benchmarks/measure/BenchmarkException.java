package io.bendsync.benchmarks.measure;

/** A benchmark could not be run to its end; the message says which part and what to look at. */
public final class BenchmarkException extends RuntimeException {

    public BenchmarkException(String message) {
        super(message);
    }

    public BenchmarkException(String message, Throwable cause) {
        super(message + ": " + cause, cause);
    }
}
