package io.bendsync.source.cdc.check;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Before MySQL 9.6, rows that a foreign key deletes or changes by itself are changed inside InnoDB and never written to
 * the binlog. From 9.6 on they are, unless the server was told to keep to the old way.
 */
final class CascadeCheck implements Check {

    private static final String CASCADES = """
            SELECT constraint_schema, table_name, constraint_name, referenced_table_name, delete_rule, update_rule
            FROM information_schema.referential_constraints
            WHERE delete_rule IN ('CASCADE', 'SET NULL') OR update_rule IN ('CASCADE', 'SET NULL')
            ORDER BY 1, 2, 3
            """;

    @Override
    public List<Finding> findings(Server server) throws SQLException {
        if ("OFF".equalsIgnoreCase(server.variable("innodb_native_foreign_keys"))) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        for (List<String> key : server.rows(CASCADES)) {
            SourceTable table = new SourceTable(key.get(0), key.get(1), true);
            if (server.captured().stream()
                    .anyMatch(captured -> captured.toString().equals(table.toString()))) {
                findings.add(Finding.warning(
                        "table.include.list",
                        "foreign key " + key.get(2) + " of " + table + " (ON DELETE " + key.get(4) + " ON UPDATE "
                                + key.get(5) + "): what it changes by itself when a row of " + key.get(3)
                                + " changes is not in the binlog of MySQL " + server.version()
                                + ", and does not reach the target",
                        "ALTER TABLE " + table.quoted() + " DROP FOREIGN KEY " + Sql.identifier(key.get(2))
                                + "; add it again without these rules, and let the application delete the rows; or"
                                + " upgrade to MySQL 9.6"));
            }
        }
        return findings;
    }
}
