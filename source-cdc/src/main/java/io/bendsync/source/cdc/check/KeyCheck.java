package io.bendsync.source.cdc.check;

import java.sql.SQLException;
import java.util.List;

/** Without a key the target cannot tell which row an update or delete means. */
final class KeyCheck implements Check {

    @Override
    public List<Finding> findings(Server server) throws SQLException {
        return server.captured().stream()
                .filter(table -> !table.keyed())
                .map(table -> Finding.warning(
                        "table.include.list",
                        "table " + table + " has no primary key: its updates and deletes cannot be told apart in the"
                                + " target",
                        "ALTER TABLE " + table.quoted()
                                + " ADD COLUMN id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY;"))
                .toList();
    }
}
