package io.bendsync.source.jdbc.deletes;

import io.bendsync.source.jdbc.binlog.BinlogStream;
import io.bendsync.source.jdbc.binlog.Gtids;
import io.bendsync.source.jdbc.binlog.KeyText;
import io.bendsync.source.jdbc.config.BinlogChoice;
import io.bendsync.source.jdbc.config.SourceConfig;
import io.bendsync.source.jdbc.decode.ColumnDecoders;
import io.bendsync.source.jdbc.failure.SourceException;
import io.bendsync.source.jdbc.mysql.Session;
import io.bendsync.source.jdbc.offset.SourcePartitions;
import io.bendsync.source.jdbc.poll.Piece;
import io.bendsync.source.jdbc.poll.PollerFactory;
import io.bendsync.source.jdbc.poll.Pollers;
import io.bendsync.source.jdbc.poll.TablePoller;
import io.bendsync.source.jdbc.poll.TableTarget;
import io.bendsync.source.jdbc.table.Column;
import io.bendsync.source.jdbc.table.TableName;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** Makes pollers that also send what the binlog says of deletes ({@code delete.detection=binlog}), for one task. */
public final class BinlogPollers implements Pollers, AutoCloseable {
    private final SourceConfig config;
    private final BinlogChoice choice;
    private final Session session;
    private final PollerFactory polling;
    private final OffsetStorageReader offsets;
    private final ColumnDecoders decoders;
    private final BinlogStream stream;
    private final AtomicLong commits = new AtomicLong();
    private final Map<TableName, BinlogTable> tables = new HashMap<>();

    /**
     * Pollers around those of a mode.
     *
     * @param config the configuration
     * @param choice how deletes are taken from the binlog
     * @param session the connection to read by
     * @param polling makes the pollers that bring new and changed rows
     * @param offsets looks stored offsets up
     */
    public BinlogPollers(
            SourceConfig config,
            BinlogChoice choice,
            Session session,
            PollerFactory polling,
            OffsetStorageReader offsets) {
        this.config = config;
        this.choice = choice;
        this.session = session;
        this.polling = polling;
        this.offsets = offsets;
        this.decoders = new ColumnDecoders(config.decoding());
        this.stream = new BinlogStream(config.sessions());
    }

    /** Connect has stored offsets. For any thread. */
    public void stored() {
        commits.incrementAndGet();
    }

    @Override
    public TablePoller poller(Piece piece, Map<String, ?> last) throws SQLException {
        if (piece instanceof Piece.Chunk) {
            // Of a load that was begun before deletes were taken from the binlog.
            return polling.poller(piece, last);
        }
        BinlogTable table = tables.computeIfAbsent(piece.table(), this::table);
        KeyReader reader = new KeyReader(piece.table(), session, decoders, config.cursor());
        // Found out now, not by the first delete.
        reader.columns()
                .components()
                .forEach(component ->
                        requireReadable(piece.table(), component.columns().get(0)));
        return new BinlogPoller(
                polling.poller(piece, table.polled()),
                stream,
                new Gtids(session),
                new TableLookup(reader),
                table,
                config.pollInterval());
    }

    private static void requireReadable(TableName table, Column column) {
        if (!KeyText.readable(column)) {
            throw new SourceException("Table " + table + " has the key column " + column.name() + ", "
                    + column.fullType() + ", which delete.detection=binlog cannot read; set it to key-scan or none, or"
                    + " take the table out of the table settings");
        }
    }

    private BinlogTable table(TableName name) {
        Map<String, String> partition = SourcePartitions.ofDeletes(name);
        return new BinlogTable(
                name,
                new TableTarget(partition, config.topic(name)),
                new BinlogTable.Places(choice.topic(), choice.interval(), choice.truncates()),
                () -> Optional.ofNullable(offsets.offset(partition)),
                commits::get,
                target -> polling.everything(name, target));
    }

    @Override
    public void close() {
        stream.close();
    }
}
