package io.bendsync.sink.commit;

import io.bendsync.sink.buffer.LaneBatch;
import io.bendsync.sink.buffer.TableBatch;
import io.bendsync.sink.databend.DatabendException;
import io.bendsync.sink.databend.ErrorKind;
import io.bendsync.sink.databend.Session;
import io.bendsync.sink.load.BadRowsException;
import io.bendsync.sink.load.Loader;
import io.bendsync.sink.load.StagedLoad;
import io.bendsync.sink.record.BadRecordException;
import io.bendsync.sink.record.Change;
import io.bendsync.sink.record.RowShape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the rows that Databend refuses, by trying halves of a batch in transactions that are always rolled back: some
 * log2(n) attempts for each guilty row.
 */
final class GuiltyRows {
    /** A search that finds more is cut short: the next begins without them, and memory has a limit. */
    private static final int MOST = 1_000;

    private static final Pattern FILE_COLUMN = Pattern.compile("\\bc([0-9]+)\\b");

    private final Loader loader;
    private final SessionPool sessions;
    private final Garbage garbage;
    private final int most;

    /** @param tolerant whether the task goes on without them; if not, the first that is found will do */
    GuiltyRows(Loader loader, SessionPool sessions, Garbage garbage, boolean tolerant) {
        this.most = tolerant ? MOST : 1;
        this.loader = loader;
        this.sessions = sessions;
        this.garbage = garbage;
    }

    /**
     * The guilty rows of a batch, each with the server's reason, or as many as are worth a search; empty if every row
     * goes in by itself.
     *
     * @throws DatabendException PERMANENT if no row is to blame: the server refuses their very columns
     */
    Map<Change, BadRecordException> find(LaneBatch batch, String prefix) throws DatabendException {
        Map<Change, BadRecordException> guilty = new LinkedHashMap<>();
        for (TableBatch table : batch.tables()) {
            acquit(table, prefix);
            search(table, table.changes(), prefix + "try-", guilty);
        }
        return guilty;
    }

    /** Halving on and on a batch that is refused whatever its rows are would take hours, and blame them all. */
    private void acquit(TableBatch table, String prefix) throws DatabendException {
        Optional<String> refusal;
        try {
            Session session = sessions.take();
            refusal = tried(session, loader.stageWithoutRows(session, table, prefix + "none-"));
        } catch (BadRowsException e) {
            return; // the table has become another meanwhile, and its rows are to blame indeed
        }
        if (refusal.isPresent()) {
            throw new DatabendException(
                    ErrorKind.PERMANENT,
                    0,
                    "not a row is to blame, table " + table.table() + " takes no file of these columns: "
                            + withoutValues(refusal.get()),
                    null);
        }
    }

    private void search(TableBatch table, List<Change> rows, String prefix, Map<Change, BadRecordException> guilty)
            throws DatabendException {
        if (rows.isEmpty() || guilty.size() >= most) {
            return;
        }
        Optional<String> refusal;
        try {
            refusal = refusal(
                    new TableBatch(table.table(), table.truncate(), rows),
                    prefix + guilty.size() + "-" + rows.get(0).origin().offset() + "-" + rows.size() + "-");
        } catch (BadRowsException e) {
            guilty.putAll(e.rows());
            List<Change> rest =
                    rows.stream().filter(row -> !e.rows().containsKey(row)).toList();
            search(table, rest, prefix, guilty);
            return;
        }
        if (refusal.isEmpty()) {
            return;
        }
        if (rows.size() == 1) {
            guilty.put(
                    rows.get(0),
                    new BadRecordException("Databend refuses the row: "
                            + withColumns(
                                    withoutValues(refusal.get()), rows.get(0).shape())));
            return;
        }
        int half = rows.size() / 2;
        search(table, rows.subList(0, half), prefix, guilty);
        search(table, rows.subList(half, rows.size()), prefix, guilty);
    }

    private Optional<String> refusal(TableBatch table, String prefix) throws DatabendException, BadRowsException {
        Session session = sessions.take();
        return tried(session, loader.stage(session, table, prefix));
    }

    private Optional<String> tried(Session session, List<StagedLoad> loads) throws DatabendException {
        session.execute("BEGIN");
        if (!"Active".equals(session.transactionState())) {
            throw new DatabendException(
                    ErrorKind.TRANSIENT, 0, "no transaction was opened, so that nothing can be tried in one", null);
        }
        try {
            for (StagedLoad load : loads) {
                load.run(session);
            }
            return Optional.empty();
        } catch (DatabendException e) {
            if (e.kind() != ErrorKind.DATA) {
                throw e;
            }
            return Optional.of(e.getMessage());
        } finally {
            session.execute("ROLLBACK");
            sessions.giveBack(session);
            garbage.add(loads);
        }
    }

    /** The server knows columns by the names that they have in our files. */
    private static String withColumns(String message, RowShape shape) {
        return FILE_COLUMN.matcher(message).replaceAll(match -> {
            int column = Integer.parseInt(match.group(1));
            return Matcher.quoteReplacement(
                    column < shape.columns().size()
                            ? "'" + shape.columns().get(column).name() + "'"
                            : match.group());
        });
    }

    /** The server quotes values in its messages; ours end in logs, where no value may stand. */
    private static String withoutValues(String message) {
        String text = message.replaceAll("'[^']*'", "'…'").replaceAll("\"[^\"]*\"", "\"…\"");
        return text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }
}
