package io.bendsync.sink.schema;

import io.bendsync.sink.config.SchemaSettings;
import io.bendsync.sink.databend.Catalog;
import io.bendsync.sink.databend.DatabendException;
import io.bendsync.sink.databend.ErrorKind;
import io.bendsync.sink.databend.Identifier;
import io.bendsync.sink.databend.Session;
import io.bendsync.sink.databend.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps tables fit for the rows that come: creates, adds, widens, relaxes. Remembers each table's schema until
 * {@link #forget} is told that somebody changed it. Always outside a transaction, which DDL would commit.
 */
public final class TableKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(TableKeeper.class);
    /** Another task or a person may alter the table meanwhile; each time we look again. */
    private static final int ROUNDS = 8;

    private final SchemaPlan plan;
    private final boolean mayCreate;
    private final Map<TableName, TableSchema> known = new ConcurrentHashMap<>();

    public TableKeeper(SchemaSettings settings) {
        this.plan = new SchemaPlan(settings);
        this.mayCreate = settings.create();
    }

    /**
     * Makes sure that rows with these columns can go into the table.
     *
     * @throws SchemaMismatchException if that needs a person's decision
     */
    public TableSchema fit(Session session, TableName table, IncomingRows incoming) throws DatabendException {
        for (int round = 0; ; round++) {
            Optional<TableSchema> actual = Optional.ofNullable(known.get(table));
            if (actual.isEmpty()) {
                actual = read(session, table);
            }
            List<SchemaStep> steps = plan.steps(table, actual, incoming);
            if (steps.isEmpty()) {
                return actual.orElseThrow();
            }
            if (round == ROUNDS) {
                throw new SchemaMismatchException("Table " + table + " is changed by somebody else again and again; "
                        + "still to do: " + steps.get(0).sql());
            }
            forget(table);
            for (SchemaStep step : steps) {
                run(session, table, step);
            }
        }
    }

    /**
     * Changes the table itself as the source's was changed; nothing is left to do if that was done before.
     *
     * @throws SchemaMismatchException if that needs a person's decision
     */
    public void alter(Session session, Alteration alteration) throws DatabendException {
        TableName table = alteration.table();
        for (int round = 0; ; round++) {
            List<SchemaStep> steps = plan.steps(alteration, read(session, table));
            forget(table);
            if (steps.isEmpty()) {
                return;
            }
            if (round == ROUNDS) {
                throw new SchemaMismatchException(
                        "Table " + table + " does not become what its source is; still to do: "
                                + steps.get(0).sql());
            }
            for (SchemaStep step : steps) {
                run(session, table, step);
            }
        }
    }

    /** Forgets what is known of a table, so that it is read again. */
    public void forget(TableName table) {
        known.remove(table);
    }

    /** The table as the server has it now, empty if there is none. */
    public Optional<TableSchema> read(Session session, TableName table) throws DatabendException {
        Optional<TableSchema> schema =
                Catalog.columns(session, table).map(columns -> TableSchema.described(table, columns));
        schema.ifPresent(s -> known.put(table, s));
        return schema;
    }

    private void run(Session session, TableName table, SchemaStep step) throws DatabendException {
        try {
            if (step.guard().isPresent()
                    && !session.execute(step.guard().get()).rows().isEmpty()) {
                throw new SchemaMismatchException("Table " + table + " holds whole numbers of more digits than DOUBLE"
                        + " keeps, and records bring fractions. If you accept that, run: " + step.sql());
            }
            session.execute(step.sql());
            LOG.info("Changed the schema of {}: {}", table, step.sql());
        } catch (DatabendException e) {
            if (e.code() == 1003 && mayCreate) {
                session.execute("CREATE DATABASE IF NOT EXISTS " + Identifier.quoted(table.database()));
                LOG.info("Created database {}", table.database());
            } else if (e.kind() == ErrorKind.SCHEMA || e.kind() == ErrorKind.CONFLICT || e.code() == 2302) {
                LOG.debug("{} was changed by somebody else meanwhile: {}", table, e.getMessage());
            } else if (e.kind().worthRetrying() || e.kind() == ErrorKind.CREDENTIALS) {
                throw e;
            } else {
                throw new SchemaMismatchException("Databend refused to change table " + table + ": " + e.getMessage()
                        + " The statement was: " + step.sql());
            }
        }
    }
}
