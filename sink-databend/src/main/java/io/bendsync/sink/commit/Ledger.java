package io.bendsync.sink.commit;

import static io.bendsync.sink.databend.Identifier.literal;

import io.bendsync.sink.buffer.OffsetMove;
import io.bendsync.sink.databend.Catalog;
import io.bendsync.sink.databend.DatabendException;
import io.bendsync.sink.databend.ErrorKind;
import io.bendsync.sink.databend.Identifier;
import io.bendsync.sink.databend.QueryResult;
import io.bendsync.sink.databend.Session;
import io.bendsync.sink.databend.TableName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * How far each partition has come, kept in Databend and moved in the same transaction as the rows. This, and not what
 * Kafka remembers, says what is written.
 *
 * <p>Each partition has a small table of its own with one row: two transactions that change one table's block
 * conflict, and tasks must never conflict over the ledger. The row's epoch fences a task that lost its partition
 * without knowing: taking a partition raises the epoch, and a move asks for the epoch it was taken with.
 */
public final class Ledger {
    /** What every ledger table's name begins with. */
    public static final String PREFIX = "_bendsync_offsets_";

    private static final String LAST_RECORD = "last_record";
    private static final int ATTEMPTS = 20;

    private final String database;
    private final String connector;
    private final boolean mayCreateDatabase;

    /** @param mayCreateDatabase whether the database is created if it is missing */
    public Ledger(String database, String connector, boolean mayCreateDatabase) {
        this.mayCreateDatabase = mayCreateDatabase;
        this.database = database;
        this.connector = connector;
    }

    /** The table of a partition: readable as far as a name allows, and unmistakable by a hash. */
    public TableName table(String topic, int partition) {
        String readable = topic.replaceAll("[^A-Za-z0-9]+", "_").toLowerCase(java.util.Locale.ROOT);
        String hash = sha256(connector + '\0' + topic).substring(0, 12);
        return new TableName(
                database,
                PREFIX + readable.substring(0, Math.min(readable.length(), 40)) + "_" + hash + "_" + partition);
    }

    /**
     * Makes this task the owner of a partition.
     *
     * @param owner a token that no other task has ever used
     * @return the entry as it is from now on, its epoch to be used for every move
     */
    public LedgerEntry acquire(Session session, String topic, int partition, String owner) throws DatabendException {
        TableName table = table(topic, partition);
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                Optional<QueryResult> row = find(session, table);
                if (row.isEmpty()) {
                    create(session, table, topic, partition, owner);
                } else if (!row.get().columns().contains(LAST_RECORD)) {
                    addLastRecord(session, table);
                } else if (entry(row.get()).owner().equals(owner)) {
                    return entry(row.get());
                } else {
                    session.execute("UPDATE " + table.sql() + " SET epoch = epoch + 1, owner = " + literal(owner)
                            + ", updated_at = now() WHERE epoch = "
                            + entry(row.get()).epoch());
                    // Whether that was us, and where the partition stands, is read again: the one before us may have
                    // committed in between.
                }
            } catch (DatabendException e) {
                boolean again = e.kind() == ErrorKind.CONFLICT || e.kind() == ErrorKind.UNANSWERED;
                if (!again || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
        throw new DatabendException(
                ErrorKind.CONFLICT, 0, "another task takes " + topic + "-" + partition + " again and again", null);
    }

    /** The entry of a partition, empty if it never had one. */
    public Optional<LedgerEntry> read(Session session, String topic, int partition) throws DatabendException {
        return find(session, table(topic, partition)).map(Ledger::entry);
    }

    /**
     * Moves a partition forward, inside the caller's transaction.
     *
     * @return false if it does not stand where it should, or belongs to another task by now
     */
    boolean move(Session session, String topic, int partition, OffsetMove move) throws DatabendException {
        return session.execute("UPDATE " + table(topic, partition).sql() + " SET next_offset = " + move.to()
                                + ", last_record = "
                                + LastRecord.of(move)
                                        .map(last -> literal(last.text()))
                                        .orElse("NULL")
                                + ", updated_at = now() WHERE next_offset = " + move.from() + " AND epoch = "
                                + move.epoch())
                        .changedRows()
                == 1;
    }

    /**
     * Sets or forgets a partition's place by an operator's order, whatever record comes there; whoever owns the partition
     * is fenced.
     */
    public void reset(Session session, String topic, int partition, Optional<Long> nextOffset)
            throws DatabendException {
        acquire(session, topic, partition, "operator-" + System.nanoTime());
        session.execute("UPDATE " + table(topic, partition).sql() + " SET next_offset = " + nextOffset.orElse(-1L)
                + ", last_record = NULL, updated_at = now() WHERE true");
    }

    /** Forgets the places of all partitions that this connector has ever had. */
    public void resetAll(Session session) throws DatabendException {
        for (String name : Catalog.tables(session, database)) {
            if (!name.startsWith(PREFIX)) {
                continue;
            }
            QueryResult entry = session.execute("SELECT topic, kafka_partition FROM "
                    + new TableName(database, name).sql() + " WHERE connector = " + literal(connector));
            for (List<String> row : entry.rows()) {
                reset(session, row.get(0), Integer.parseInt(row.get(1)), Optional.empty());
            }
        }
    }

    /** The partition's row, by all columns it has: an earlier version made fewer, a later one may have added some. */
    private Optional<QueryResult> find(Session session, TableName table) throws DatabendException {
        QueryResult result;
        try {
            result = session.execute("SELECT * FROM " + table.sql() + " ORDER BY epoch DESC LIMIT 1");
        } catch (DatabendException e) {
            if (e.code() == 1025 || e.code() == 1003) {
                return Optional.empty();
            }
            throw e;
        }
        if (result.rows().isEmpty()) {
            throw new DatabendException(
                    ErrorKind.PERMANENT, 0, "Ledger table " + table + " is empty; drop it and start again", null);
        }
        return Optional.of(result);
    }

    private static LedgerEntry entry(QueryResult row) {
        long nextOffset = Long.parseLong(cell(row, "next_offset"));
        return new LedgerEntry(
                nextOffset,
                Long.parseLong(cell(row, "epoch")),
                cell(row, "owner"),
                LastRecord.parse(cell(row, LAST_RECORD), nextOffset));
    }

    private static String cell(QueryResult row, String column) {
        int index = row.columns().indexOf(column);
        return index < 0 ? null : row.rows().get(0).get(index);
    }

    /** For a table that an earlier version has made; outside any transaction, which DDL would commit. */
    private static void addLastRecord(Session session, TableName table) throws DatabendException {
        String sql = "ALTER TABLE " + table.sql() + " ADD COLUMN IF NOT EXISTS " + LAST_RECORD + " VARCHAR NULL";
        try {
            session.execute(sql);
        } catch (DatabendException e) {
            if (e.kind() != ErrorKind.PERMANENT) {
                throw e;
            }
            throw new DatabendException(
                    ErrorKind.PERMANENT,
                    e.code(),
                    "Cannot add a column to the ledger table " + table + ": " + e.getMessage()
                            + " Grant ALTER on it, or run as somebody who has it: " + sql,
                    e);
        }
    }

    private void create(Session session, TableName table, String topic, int partition, String owner)
            throws DatabendException {
        try {
            if (mayCreateDatabase && !Catalog.hasDatabase(session, database)) {
                session.execute("CREATE DATABASE IF NOT EXISTS " + Identifier.quoted(database));
            }
            // With its row, in one statement, so that no second task can add another. Whose it is, is read again.
            session.execute("CREATE TABLE IF NOT EXISTS " + table.sql()
                    + " (connector VARCHAR, topic VARCHAR, kafka_partition INT, next_offset BIGINT, epoch BIGINT, owner VARCHAR,"
                    + " updated_at TIMESTAMP, last_record VARCHAR NULL) AS SELECT " + literal(connector) + ", "
                    + literal(topic) + ", "
                    + partition
                    + ", -1, 1, " + literal(owner) + ", now(), NULL");
        } catch (DatabendException e) {
            if (e.kind() != ErrorKind.PERMANENT && e.kind() != ErrorKind.SCHEMA) {
                throw e;
            }
            throw new DatabendException(
                    ErrorKind.PERMANENT,
                    e.code(),
                    "Cannot create the ledger table " + table + ", which exactly.once=true needs: " + e.getMessage()
                            + " Grant CREATE on database " + database
                            + ", choose another by ledger.database, or set exactly.once=false.",
                    e);
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
