package io.bendsync.source.cdc.check;

import io.bendsync.source.cdc.ddl.WorkingCopies;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A table whose name says that it is a working copy of another is left out, and may be a real one all the same. */
final class WorkingCopyCheck implements Check {

    @Override
    public List<Finding> findings(Server server) throws SQLException {
        WorkingCopies copies =
                new WorkingCopies(server.tables().stream().map(SourceTable::id).toList(), server.settings());
        List<Finding> findings = new ArrayList<>();
        for (SourceTable table : server.captured()) {
            copies.original(table.id())
                    .ifPresent(original -> findings.add(Finding.warning(
                            "table.include.list",
                            "table " + table + " is left out, as by its name it is the working copy of an online schema"
                                    + " change of " + original,
                            "if it is none, name it in table.include.list")));
        }
        return findings;
    }
}
