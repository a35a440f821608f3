package io.bendsync.source.jdbc.page;

import io.bendsync.source.jdbc.decode.ColumnDecoders;
import io.bendsync.source.jdbc.failure.SourceException;
import io.bendsync.source.jdbc.mysql.Session;
import io.bendsync.source.jdbc.mysql.Session.BoundSql;
import io.bendsync.source.jdbc.mysql.SqlErrors;
import io.bendsync.source.jdbc.position.CursorChoice;
import io.bendsync.source.jdbc.record.RowSchema;
import io.bendsync.source.jdbc.table.TableName;
import io.bendsync.source.jdbc.table.TableSchema;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads pages of one table, each with the schema that the table had when the page was read.
 *
 * <p>The columns a result brings are compared with those of the last one; when they differ, the data dictionary is asked
 * before and after the page is read again, until both answers are the same: then that is the schema of the page.
 */
public final class TableReader {
    private static final Logger LOG = LoggerFactory.getLogger(TableReader.class);
    private static final int ATTEMPTS = 12;
    private static final long SHORTEST_PAUSE_MS = 10;
    private static final long LONGEST_PAUSE_MS = 1000;

    private final Session session;
    private final Relation relation;
    private final ColumnDecoders decoders;
    private final CursorChoice choice;
    private final PageSize size = new PageSize();
    private Layout layout;
    private List<String> shape = List.of();

    /**
     * A reader of one table or query; nothing is asked of the server yet.
     *
     * @param session the connection to read by
     * @param relation the table or query
     * @param decoders the decoders by MySQL type
     * @param choice the columns that give the order
     */
    public TableReader(Session session, Relation relation, ColumnDecoders decoders, CursorChoice choice) {
        this.session = session;
        this.relation = relation;
        this.decoders = decoders;
        this.choice = choice;
    }

    /** The table as it is known now, read from the data dictionary at first. */
    public Layout layout() throws SQLException {
        if (layout == null) {
            layout = describe();
        }
        return layout;
    }

    /**
     * Runs statements one after the other until there are enough rows.
     *
     * @param plan writes the statements for a layout and a limit; asked again when the table has changed
     * @param limit how many rows at most
     * @return the rows in order
     * @throws SQLException when the server refuses
     * @throws OrderChanged when the columns that give the order have become others
     * @throws SourceException when the table is gone, cannot be read any more, or holds what cannot be carried
     */
    public Page read(Plan plan, int limit) throws SQLException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            pauseBefore(attempt);
            Layout before = layout();
            try {
                Page page = attempt(before, plan, size.limit(limit));
                if (page != null) {
                    return page;
                }
            } catch (SQLException e) {
                if (SqlErrors.noSuchTable(e)) {
                    throw new TableGone(relation.name(), e);
                }
                if (!SqlErrors.tableChanged(e)) {
                    throw e;
                }
                changed(describe());
            }
        }
        throw changing();
    }

    /**
     * Begins to read all rows in no order, for relations without a key.
     *
     * @return the rows; the caller closes it
     * @throws SQLException when the server refuses
     */
    public RowStream stream() throws SQLException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            pauseBefore(attempt);
            Layout before = layout();
            RowStream stream = RowStream.open(session.another(), before, before.all());
            List<String> found = shape(stream.result().getMetaData());
            if (before.columnsNow().isPresent() || found.equals(shape)) {
                return stream;
            }
            stream.close();
            confirm(before, found);
        }
        throw changing();
    }

    /** One ALTER after another may be on its way, each of which takes longer than a page does. */
    private static void pauseBefore(int attempt) {
        if (attempt < 2) {
            return;
        }
        try {
            Thread.sleep(Math.min(LONGEST_PAUSE_MS, SHORTEST_PAUSE_MS << attempt));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the attempt that follows is the last that anybody waits for
        }
    }

    private SourceException changing() {
        return new SourceException("Table " + relation.name() + " changes faster than it can be read; try again when"
                + " its ALTER statements have ended");
    }

    /** The page, or null when the table turned out to be changed. */
    private Page attempt(Layout before, Plan plan, int limit) throws SQLException {
        Optional<BoundSql> columnsNow = before.columnsNow();
        ByteMeter meter = new ByteMeter();
        List<Row> rows = new ArrayList<>();
        boolean cut = false;
        List<String> found = shape;
        for (BoundSql statement : plan.statements(before, limit)) {
            try (ResultSet result = session.query(statement, size.longRows())) {
                if (columnsNow.isEmpty()) {
                    found = shape(result.getMetaData());
                }
                while (!cut && found.equals(shape) && result.next()) {
                    rows.add(before.row(result, meter));
                    cut = rows.size() >= limit || (meter.bytes() >= PageSize.MOST_BYTES && limit != Integer.MAX_VALUE);
                }
            }
            if (cut || !found.equals(shape)) {
                break;
            }
        }
        if (columnsNow.isPresent()) {
            try (ResultSet none = session.query(columnsNow.get(), false)) {
                found = shape(none.getMetaData());
            }
        }
        if (!found.equals(shape)) {
            // Only now: nothing else can be asked while rows are fetched one by one.
            confirm(before, found);
            return null;
        }
        size.read(rows.size(), meter.bytes());
        return new Page(rows, rows.isEmpty() || (!cut && !before.cutBySuffix()));
    }

    private void confirm(Layout before, List<String> found) throws SQLException {
        Layout after = describe();
        if (after.table().equals(before.table()) && before.fits(names(found))) {
            shape = found;
        } else {
            changed(after);
        }
    }

    private void changed(Layout after) {
        LOG.info("Table {} has changed; its records have the new schema from here on", relation.name());
        boolean sameOrder = layout.order().names().equals(after.order().names());
        layout = after;
        shape = List.of();
        session.forgetStatements();
        if (!sameOrder) {
            throw new OrderChanged(relation.name());
        }
    }

    private Layout describe() throws SQLException {
        TableSchema table = relation.describe(session).orElseThrow(() -> new TableGone(relation.name(), null));
        size.of(table);
        return new Layout(relation, table, new RowSchema(table, decoders), choice.in(table));
    }

    private static List<String> shape(ResultSetMetaData columns) throws SQLException {
        List<String> shape = new ArrayList<>(columns.getColumnCount());
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            shape.add(columns.getColumnName(i)
                    + '\n'
                    + columns.getColumnTypeName(i)
                    + ' '
                    + columns.getPrecision(i)
                    + ' '
                    + columns.getScale(i)
                    + ' '
                    + columns.isNullable(i)
                    + (inKey(columns, i) ? " key" : ""));
        }
        return shape;
    }

    /** What JDBC does not tell, and the server does with each result. */
    private static boolean inKey(ResultSetMetaData columns, int i) throws SQLException {
        return columns.unwrap(com.mysql.cj.jdbc.result.ResultSetMetaData.class)
                .getFields()[i - 1]
                .isPrimaryKey();
    }

    private static List<String> names(List<String> shape) {
        return shape.stream()
                .map(column -> column.substring(0, column.indexOf('\n')))
                .toList();
    }

    /** Writes the statements of a page. */
    @FunctionalInterface
    public interface Plan {
        /**
         * Gives the statements, to be run in this order.
         *
         * @param layout what is read
         * @param limit how many rows are wanted at most
         */
        List<BoundSql> statements(Layout layout, int limit);
    }

    /** The columns by which a table is read are others now: a position in the old order says nothing in the new one. */
    public static final class OrderChanged extends SourceException {
        private static final long serialVersionUID = 1L;

        OrderChanged(TableName name) {
            super("Table " + name + " has got another key while it was read");
        }
    }

    /** A table that is not there (any more), or that the account may not see. */
    public static final class TableGone extends SourceException {
        private static final long serialVersionUID = 1L;

        TableGone(TableName name, Throwable cause) {
            super(
                    "Table " + name + " does not exist, or the account may not read it; create it, grant SELECT on it,"
                            + " or take it out of the table settings",
                    cause);
        }
    }
}
