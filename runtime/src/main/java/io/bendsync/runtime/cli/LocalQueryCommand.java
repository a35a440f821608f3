package io.bendsync.runtime.cli;

import io.bendsync.runtime.database.DatabendDatabase;
import io.bendsync.runtime.database.Rows;
import io.bendsync.runtime.problem.ExitStatus;
import io.bendsync.runtime.terminal.TextTable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bendsync local query SQL}. */
@Command(
        name = "query",
        description = "Runs one statement on a Databend that is running, and prints its rows as a table.")
final class LocalQueryCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "SQL", description = "The statement.")
    private String sql;

    @Option(names = "--port", paramLabel = "PORT", description = "Its port on 127.0.0.1 (${DEFAULT-VALUE}).")
    private int port = 8000;

    @Option(names = "--user", paramLabel = "NAME", description = "The user (${DEFAULT-VALUE}).")
    private String user = "databend";

    @Option(
            names = "--password",
            paramLabel = "PASSWORD",
            description = "The password; else the variable DATABEND_PASSWORD, else databend.")
    private String password;

    @Mixin
    private OutputOptions output = new OutputOptions();

    LocalQueryCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String secret =
                password == null ? session.environment().getOrDefault("DATABEND_PASSWORD", "databend") : password;
        DatabendDatabase databend =
                new DatabendDatabase("jdbc:databend://127.0.0.1:" + port + "/default", user, secret);
        try (Rows rows = databend.query(sql)) {
            List<String> columns = rows.columns();
            List<List<String>> all = rows.all();
            output.print(
                    session.terminal(),
                    columns.isEmpty() ? "done" : new TextTable(columns, all).render(),
                    Map.of("columns", columns, "rows", all));
        }
        return ExitStatus.OK.code();
    }
}
