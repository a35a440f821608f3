package io.bendsync.runtime.repair;

import io.bendsync.runtime.verify.TableReport;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceRecord;

/** A table's rows as they are in MySQL at the moment of asking, and as the pipeline would send them. */
interface PresentRows {
    /** Those of the keys that MySQL has no row for that would be sent. */
    List<List<String>> absent(TableReport report, String condition, List<List<String>> keys);

    /**
     * Rows as the pipeline's polling source would send them.
     *
     * @param condition which rows, in MySQL's words
     */
    List<SourceRecord> read(TableReport report, String condition);

    /** Any row of the table, sent or not, for its topic and the form of its key; empty where it has none. */
    Optional<SourceRecord> sample(TableReport report);
}
