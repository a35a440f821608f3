package io.bendsync.source.cdc.stream;

import java.util.Optional;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Tells rows of XA transactions, which arrive when these are prepared and cannot be taken back. Debezium knows the
 * thread of every transaction but these: it takes it from the BEGIN, and an XA transaction has none. One thread's.
 */
public final class XaNotice {

    private boolean given;

    /** What to say about this record; nothing but for the first row of an XA transaction. */
    public Optional<String> about(SourceRecord record) {
        if (given || !(record.value() instanceof Struct envelope) || !isStreamedRow(envelope)) {
            return Optional.empty();
        }
        Struct source = envelope.getStruct("source");
        Field thread = source.schema().field("thread");
        if (thread == null || source.get(thread) != null) {
            return Optional.empty();
        }
        given = true;
        return Optional.of("Rows of an XA transaction have arrived, the first for table " + source.getString("db") + "."
                + source.getString("table") + " at " + source.getString("file") + ":" + source.get("pos")
                + ". They are sent when the transaction is prepared; if it is rolled back after that they stay in the"
                + " target until bendsync verify --repair is run. This is said once.");
    }

    private static boolean isStreamedRow(Struct envelope) {
        return envelope.schema().field("op") != null
                && envelope.get("op") instanceof String op
                && (op.equals("c") || op.equals("u") || op.equals("d"));
    }
}
