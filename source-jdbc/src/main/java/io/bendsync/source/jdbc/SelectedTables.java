package io.bendsync.source.jdbc;

import io.bendsync.source.jdbc.config.SourceConfig;
import io.bendsync.source.jdbc.config.TableSelection;
import io.bendsync.source.jdbc.table.TableCatalog;
import io.bendsync.source.jdbc.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Lists the tables that the configuration selects. */
final class SelectedTables {
    private SelectedTables() {}

    /**
     * Gives those there are now, sorted; for a query, what stands for it.
     *
     * @param config the configuration
     * @param connections opens or keeps the connection to ask by
     * @throws SQLException when the server cannot be asked
     */
    static List<TableName> of(SourceConfig config, Connections connections) throws SQLException {
        if (config.query().isPresent()) {
            return List.of(new TableName("", config.queryTopic()));
        }
        TableSelection selection = config.tables();
        return new TableCatalog(connections.connection())
                .tables(config.tableTypes()).stream().filter(selection::selects).toList();
    }

    /** Gives a connection. */
    @FunctionalInterface
    interface Connections {
        Connection connection() throws SQLException;
    }
}
