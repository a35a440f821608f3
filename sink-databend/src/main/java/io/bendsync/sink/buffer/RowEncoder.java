package io.bendsync.sink.buffer;

import io.bendsync.sink.record.BadRecordException;
import io.bendsync.sink.record.Change;

/** Rows of one shape brought into the form in which they are loaded while they come, which takes far less memory. */
public interface RowEncoder {
    /**
     * Takes a row in.
     *
     * @throws BadRecordException if a value does not fit its column; the encoder is of no more use then
     */
    void write(Change change);

    /** About how much memory it holds. */
    long bytes();

    /** Ends it. */
    EncodedRows finish();
}
