package io.bendsync.runtime.repair;

import io.bendsync.runtime.verify.TableReport;
import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;

/** A table's rows as they are in MySQL at the moment of asking. */
interface PresentRows {
    /** Those of the keys that MySQL has no row for. */
    List<List<String>> absent(TableReport report, String condition, List<List<String>> keys);

    /**
     * Rows as the pipeline's polling source would send them.
     *
     * @param condition which rows, in MySQL's words
     */
    List<SourceRecord> read(TableReport report, String condition);
}
