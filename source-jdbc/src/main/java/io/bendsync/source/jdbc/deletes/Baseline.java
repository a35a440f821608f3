package io.bendsync.source.jdbc.deletes;

import io.bendsync.source.jdbc.page.Row;
import io.bendsync.source.jdbc.position.TextList;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Reads the keys of a table whose rows were sent before their keys were kept, a run at a time. So that offsets are stored
 * though no row is new, one or two rows of each run are sent once more.
 */
final class Baseline {
    /** Nothing has been read yet. */
    static final String FROM_THE_START = "start";

    private static final String AFTER = "after:";

    private final KnownKeys known;
    private final KeyReader reader;

    /**
     * The reading of one table's keys.
     *
     * @param known where the keys go
     * @param reader reads them
     */
    Baseline(KnownKeys known, KeyReader reader) {
        this.known = known;
        this.reader = reader;
    }

    /** Whether there is something to do, and room to do it. */
    boolean due() {
        return known.baseline().isPresent() && known.position() != null && !known.crowded();
    }

    /** Reads the next keys. */
    List<SourceRecord> step() throws SQLException {
        String at = known.baseline().orElseThrow();
        List<String> after = at.startsWith(AFTER) ? TextList.parse(at.substring(AFTER.length())) : List.of();
        List<List<String>> keys = reader.next(after, known.runKeys());
        known.columns().check(reader.columns().text());
        if (keys.isEmpty()) {
            known.baseline(Optional.empty());
            return List.of();
        }
        List<String> last = known.learn(keys, known.time());
        known.baseline(Optional.of(AFTER + TextList.join(last)));
        List<Row> rows = new ArrayList<>();
        if (known.full()) {
            reader.row(keys.get(0)).ifPresent(rows::add);
        }
        reader.row(last).ifPresent(rows::add);
        return known.again(rows);
    }
}
