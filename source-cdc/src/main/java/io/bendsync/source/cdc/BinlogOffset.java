package io.bendsync.source.cdc;

import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;

/** What an offset must look like for the connector to go on from it, for those who alter offsets by hand. */
final class BinlogOffset {

    private static final String REMEDY = "; read the present one with GET /connectors/NAME/offsets";

    private BinlogOffset() {}

    /**
     * Lets a reset (a null offset) and a whole position pass.
     *
     * @throws ConnectException if the connector could not go on from this offset
     */
    static void requireUsable(Map<String, ?> partition, Map<String, ?> offset) {
        if (!(partition.get("server") instanceof String)) {
            throw new CdcSourceException("offset partition must be {\"server\": topic.prefix}" + REMEDY);
        }
        if (offset == null) {
            return;
        }
        if (!(offset.get("file") instanceof String file) || file.isBlank()) {
            throw new CdcSourceException("an offset needs 'file', the name of a binlog file" + REMEDY);
        }
        if (!(offset.get("pos") instanceof Number pos) || pos.longValue() < 0) {
            throw new CdcSourceException("an offset needs 'pos', a position in that file from 0 up" + REMEDY);
        }
    }
}
