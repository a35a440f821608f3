package io.bendsync.source.jdbc.poll;

import io.bendsync.source.jdbc.config.SourceConfig;
import io.bendsync.source.jdbc.decode.ColumnDecoders;
import io.bendsync.source.jdbc.gap.TransactionWatch;
import io.bendsync.source.jdbc.load.Load;
import io.bendsync.source.jdbc.load.StoredLoad;
import io.bendsync.source.jdbc.mysql.Session;
import io.bendsync.source.jdbc.table.TableName;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Sees whether anything is left of chunks whose stored offsets stand still: by trying to read one row of the rest. */
public final class ChunkRests {
    private final ChunkReaders readers;
    private final Map<Piece.Chunk, ChunkReader> rests = new HashMap<>();

    /**
     * A look at chunks, from outside of the tasks.
     *
     * @param config the configuration
     * @param session the connection to read by
     * @param watch sees open transactions
     */
    public ChunkRests(SourceConfig config, Session session, TransactionWatch watch) {
        this.readers = new ChunkReaders(config, session, watch, new ColumnDecoders(config.decoding()));
    }

    /**
     * Whether nothing is left of any chunk and nothing can come. To be asked repeatedly with the same offsets: it takes
     * a while to know that no open transaction will bring a row.
     *
     * @param load the load
     * @param stored its stored offsets
     * @throws SQLException when the server cannot be asked
     */
    public boolean empty(Load load, StoredLoad stored) throws SQLException {
        boolean finished = true;
        for (int number = 0; number < load.plan().chunks(); number++) {
            if (!stored.done(load.plan(), number)) {
                Piece.Chunk chunk = new Piece.Chunk(load, number);
                ChunkReader rest = rest(chunk, stored);
                if (!rest.next().records().isEmpty()) {
                    rests.remove(chunk);
                    return false;
                }
                finished &= rest.finished();
            }
        }
        return finished;
    }

    private ChunkReader rest(Piece.Chunk chunk, StoredLoad stored) throws SQLException {
        ChunkReader rest = rests.get(chunk);
        if (rest == null) {
            rest = readers.reader(
                    chunk.load(), chunk.number(), stored.chunk(chunk.load().plan(), chunk.number()), 1);
            rests.put(chunk, rest);
        }
        return rest;
    }

    /** Forgets what was seen of a table's chunks. */
    public void forget(TableName table) {
        rests.keySet().removeIf(chunk -> chunk.table().equals(table));
    }
}
