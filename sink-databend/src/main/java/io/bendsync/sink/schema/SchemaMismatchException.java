package io.bendsync.sink.schema;

import java.util.Optional;
import org.apache.kafka.connect.errors.ConnectException;

/** A table that rows cannot go into without a person's decision; the message holds the statement to run. */
public final class SchemaMismatchException extends ConnectException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // Never leaves the process.
    private final Optional<String> refused;

    public SchemaMismatchException(String message) {
        super(message);
        this.refused = Optional.empty();
    }

    /** @param refused the column whose values could not be kept as they are, whatever were done to the table */
    SchemaMismatchException(String message, String refused) {
        super(message);
        this.refused = Optional.of(refused);
    }

    /** The column whose values fit under no circumstances; empty where something else is the matter. */
    public Optional<String> refusedColumn() {
        return refused;
    }
}
