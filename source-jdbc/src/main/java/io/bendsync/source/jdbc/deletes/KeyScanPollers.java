package io.bendsync.source.jdbc.deletes;

import io.bendsync.source.jdbc.config.KeyScanChoice;
import io.bendsync.source.jdbc.config.SourceConfig;
import io.bendsync.source.jdbc.decode.ColumnDecoders;
import io.bendsync.source.jdbc.mysql.Session;
import io.bendsync.source.jdbc.offset.SourcePartitions;
import io.bendsync.source.jdbc.poll.Piece;
import io.bendsync.source.jdbc.poll.Pollers;
import io.bendsync.source.jdbc.poll.TablePoller;
import io.bendsync.source.jdbc.poll.TableTarget;
import io.bendsync.source.jdbc.table.TableName;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** Makes pollers that also find rows that are gone ({@code delete.detection=key-scan}), for one task. */
public final class KeyScanPollers implements Pollers {
    private final SourceConfig config;
    private final KeyScanChoice choice;
    private final Session session;
    private final Pollers polling;
    private final OffsetStorageReader offsets;
    private final ColumnDecoders decoders;
    private final AtomicLong commits = new AtomicLong();

    /** Outlives a table's poller: what was sent stays known when a table is put aside and tried again. */
    private final Map<TableName, KnownKeys> known = new HashMap<>();

    /**
     * Pollers around those of a mode.
     *
     * @param config the configuration
     * @param choice how rows that are gone are found
     * @param session the connection to read by
     * @param polling makes the pollers that bring new and changed rows
     * @param offsets looks stored offsets up
     */
    public KeyScanPollers(
            SourceConfig config, KeyScanChoice choice, Session session, Pollers polling, OffsetStorageReader offsets) {
        this.config = config;
        this.choice = choice;
        this.session = session;
        this.polling = polling;
        this.offsets = offsets;
        this.decoders = new ColumnDecoders(config.decoding());
    }

    /** Connect has stored offsets. For any thread. */
    public void stored() {
        commits.incrementAndGet();
    }

    @Override
    public TablePoller poller(Piece piece, Map<String, ?> last) throws SQLException {
        if (piece instanceof Piece.Chunk) {
            // Of a load that was begun before deletes were looked for; its keys are read when it is done.
            return polling.poller(piece, last);
        }
        TableName table = piece.table();
        TableTarget target = new TableTarget(SourcePartitions.of(table), config.topic(table));
        KeyReader reader = new KeyReader(table, session, decoders, config.cursor());
        KnownKeys keys = known.get(table);
        if (keys == null) {
            keys = new KnownKeys(
                    reader.columns(),
                    target,
                    new KeyOffsets(offsets, table),
                    choice.keys(),
                    piece instanceof Piece.AfterLoad);
            known.put(table, keys);
        }
        keys.columns().check(reader.columns().text());
        TablePoller rows = polling.poller(piece, keys.position());
        return new KeyScanPoller(
                rows,
                keys,
                reader,
                new KeyScan(keys, reader, target, rows),
                new KeyScanPoller.Pace(config.pollInterval(), choice.interval()),
                commits::get);
    }
}
