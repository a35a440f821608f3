package io.bendsync.source.jdbc.check;

import io.bendsync.source.jdbc.decode.ColumnDecoders;
import io.bendsync.source.jdbc.mysql.Session.BoundSql;
import io.bendsync.source.jdbc.mysql.SqlName;
import io.bendsync.source.jdbc.page.Keyset.Range;
import io.bendsync.source.jdbc.page.Layout;
import io.bendsync.source.jdbc.page.TableRelation;
import io.bendsync.source.jdbc.position.CursorColumn;
import io.bendsync.source.jdbc.position.ReadingOrder;
import io.bendsync.source.jdbc.record.RowSchema;
import io.bendsync.source.jdbc.table.Column;
import io.bendsync.source.jdbc.table.TableSchema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the server how it would read a page (EXPLAIN), and warns of tables that each poll would read and sort whole
 * because no index serves their order.
 */
final class IndexCheck {
    private static final Logger LOG = LoggerFactory.getLogger(IndexCheck.class);

    /** Below so many rows a sort costs nothing that anybody would notice. */
    private static final long FEW_ROWS = 10_000;

    private static final int PAGE_ROWS = 100;

    private final Connection connection;
    private final ColumnDecoders decoders;

    IndexCheck(Connection connection, ColumnDecoders decoders) {
        this.connection = connection;
        this.decoders = decoders;
    }

    void look(TableSchema table, ReadingOrder order) throws SQLException {
        Layout layout = new Layout(new TableRelation(table.name(), ""), table, new RowSchema(table, decoders), order);
        for (BoundSql page : layout.keyset().statements(Range.ALL, PAGE_ROWS)) {
            long rows = rowsSorted(page);
            if (rows >= FEW_ROWS) {
                LOG.warn(
                        "Table {}: no index serves its order, so that each poll reads and sorts about {} rows; {}",
                        table.name(),
                        rows,
                        advice(table, order));
            }
        }
    }

    /** How many rows would be read and sorted for one page, 0 when an index brings them in order. */
    private long rowsSorted(BoundSql page) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("EXPLAIN FORMAT=TRADITIONAL " + page.sql())) {
            for (int i = 0; i < page.values().size(); i++) {
                statement.setObject(i + 1, page.values().get(i));
            }
            try (ResultSet plan = statement.executeQuery()) {
                long rows = 0;
                while (plan.next()) {
                    String extra = plan.getString("Extra");
                    if (extra != null && extra.contains("Using filesort")) {
                        rows += plan.getLong("rows");
                    }
                }
                return rows;
            }
        }
    }

    private static String advice(TableSchema table, ReadingOrder order) {
        List<CursorColumn> components = order.components();
        if (components.get(0).columns().size() > 1) {
            return "the first of several columns that is not NULL has no index; add a generated column of it with an"
                    + " index, and set timestamp.column.name to that";
        }
        // InnoDB puts the primary key behind each index's columns by itself.
        String columns = components.stream()
                .filter(component -> !table.key().containsAll(component.columns()))
                .flatMap(component -> component.columns().stream())
                .map(Column::name)
                .map(SqlName::quoted)
                .collect(Collectors.joining(", "));
        return "CREATE INDEX bendsync_poll ON " + table.name().quoted() + " (" + columns + ")";
    }
}
