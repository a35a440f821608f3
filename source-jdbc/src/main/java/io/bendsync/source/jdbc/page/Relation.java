package io.bendsync.source.jdbc.page;

import io.bendsync.source.jdbc.mysql.Session;
import io.bendsync.source.jdbc.table.TableName;
import io.bendsync.source.jdbc.table.TableSchema;
import java.sql.SQLException;
import java.util.Optional;

/** What rows are read from: a table or a query. */
public interface Relation {
    /** Its name, for messages and schemas. */
    TableName name();

    /** As it stands behind FROM, without an alias. */
    String sql();

    /** What is put behind each page's statement ({@code query.suffix}); empty for nothing. */
    String suffix();

    /**
     * Looks at its columns.
     *
     * @param session the connection to ask by
     * @return what it looks like now, empty when it is not there
     * @throws SQLException when the server refuses
     */
    Optional<TableSchema> describe(Session session) throws SQLException;
}
