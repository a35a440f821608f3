package io.bendsync.sink.load;

import io.bendsync.sink.record.BadRecordException;
import io.bendsync.sink.record.Change;
import java.util.Map;

/** Rows that cannot be written, each with the reason; the others of the batch can. */
public final class BadRowsException extends Exception {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // Never leaves the process.
    private final Map<Change, BadRecordException> rows;

    public BadRowsException(Map<Change, BadRecordException> rows) {
        super(rows.size() + " rows cannot be written");
        this.rows = Map.copyOf(rows);
    }

    public Map<Change, BadRecordException> rows() {
        return rows;
    }
}
