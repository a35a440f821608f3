package io.bendsync.sink.schema;

import java.util.List;

/**
 * The columns that some rows bring.
 *
 * @param writes whether any of them may become a new row; deletes alone do not
 * @param document whether they are objects without a schema, whose numbers are whole or not as it happens
 */
public record IncomingRows(List<IncomingColumn> columns, boolean writes, boolean document) {
    /**
     * A column that rows bring.
     *
     * @param holdsNull whether any of them holds NULL in it
     */
    public record IncomingColumn(Column column, boolean isKey, boolean holdsNull) {}
}
