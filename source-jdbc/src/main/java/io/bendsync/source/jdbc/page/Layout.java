package io.bendsync.source.jdbc.page;

import io.bendsync.source.jdbc.mysql.Session.BoundSql;
import io.bendsync.source.jdbc.position.CursorColumn;
import io.bendsync.source.jdbc.position.ReadingOrder;
import io.bendsync.source.jdbc.record.RawRow;
import io.bendsync.source.jdbc.record.RowSchema;
import io.bendsync.source.jdbc.table.TableSchema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.data.Struct;

/** One version of a table and all that follows from it: schemas, decoders, order, select list. */
public final class Layout {
    private final Relation relation;
    private final TableSchema table;
    private final RowSchema rows;
    private final ReadingOrder order;
    private final List<CursorColumn> components;
    private final int[][] places;

    /**
     * Where each column of the result goes, settled once per query.
     *
     * @param relation what is read
     * @param table what the table looks like
     * @param rows how its rows are decoded
     * @param order the order in which it is read
     */
    public Layout(Relation relation, TableSchema table, RowSchema rows, ReadingOrder order) {
        this.relation = relation;
        this.table = table;
        this.rows = rows;
        this.order = order;
        this.components = order.components();
        this.places = components.stream()
                .map(component ->
                        component.columns().stream().mapToInt(rows::index).toArray())
                .toArray(int[][]::new);
    }

    /** What the table looks like. */
    public TableSchema table() {
        return table;
    }

    /** The order in which it is read. */
    public ReadingOrder order() {
        return order;
    }

    /** {@code SELECT … FROM … t}, to be followed by conditions. */
    public String select() {
        return "SELECT " + table.readableList().orElse(table.selectList()) + from();
    }

    /**
     * The statement that tells which columns there are now, needed after each page that was not selected by a star.
     *
     * @return the statement, empty when the pages tell
     */
    Optional<BoundSql> columnsNow() {
        return table.readableList()
                .map(list -> new BoundSql("SELECT " + table.selectList() + from() + " LIMIT 0", List.of()));
    }

    /** The statement that brings all rows. */
    String all() {
        return select() + (relation.suffix().isEmpty() ? "" : " " + relation.suffix());
    }

    private String from() {
        return " FROM " + relation.sql() + " t";
    }

    /** Whether a page may be short though there are more rows, since a suffix cut it. */
    boolean cutBySuffix() {
        return !relation.suffix().isEmpty();
    }

    /** The statements that read in order. */
    public Keyset keyset() {
        return new Keyset(select(), components, relation.suffix());
    }

    /** Decodes the row on which the result stands. */
    Row row(ResultSet result, ByteMeter meter) throws SQLException {
        RawRow raw = index -> meter.counted(result.getBytes(index + 1));
        Struct value = rows.value(raw);
        return new Row(rows.key(), rows.key(value), value, position(raw), order);
    }

    /** Whether a result has this table's columns, in this order. */
    boolean fits(List<String> names) {
        List<String> expected =
                table.selected().stream().map(column -> column.name()).toList();
        return expected.equals(names);
    }

    private List<Object> position(RawRow raw) throws SQLException {
        List<Object> position = new ArrayList<>(places.length);
        for (int i = 0; i < places.length; i++) {
            for (int place : places[i]) {
                byte[] bytes = raw.get(place);
                if (bytes != null) {
                    position.add(components.get(i).type().read(bytes));
                    break;
                }
            }
        }
        return position;
    }
}
