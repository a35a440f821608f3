package io.bendsync.runtime.cli;

import io.bendsync.runtime.database.MySqlDatabase;
import io.bendsync.runtime.problem.BendsyncException;
import io.bendsync.runtime.problem.ExitStatus;
import io.bendsync.runtime.run.PipelineDraft;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bendsync init}. */
@Command(
        name = "init",
        description = {
            "Writes a commented pipeline file from a MySQL database: its tables, and how they can be followed.",
            "MySQL's password is taken from the variable MYSQL_PASSWORD; none if it is not set."
        })
final class InitCommand implements Callable<Integer> {
    private static final Pattern DATABASE = Pattern.compile("jdbc:mysql://[^/?]+/([^/?]+).*");

    private final Session session;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "The file to write (${DEFAULT-VALUE}).")
    private Path file = Path.of("pipeline.yaml");

    @Option(
            names = "--url",
            required = true,
            paramLabel = "URL",
            description = "The MySQL database, such as jdbc:mysql://localhost:3306/shop.")
    private String url;

    @Option(names = "--user", required = true, paramLabel = "NAME", description = "The MySQL user.")
    private String user;

    @Option(names = "--target", paramLabel = "URL", description = "The Databend database (${DEFAULT-VALUE}).")
    private String target = "jdbc:databend://localhost:8000/default";

    @Option(names = "--target-user", paramLabel = "NAME", description = "The Databend user (${DEFAULT-VALUE}).")
    private String targetUser = "databend";

    InitCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Matcher matcher = DATABASE.matcher(url);
        if (!matcher.matches()) {
            throw BendsyncException.badSetting(
                    "--url must name a database: jdbc:mysql://host:port/database, not " + url);
        }
        String password = session.environment().getOrDefault("MYSQL_PASSWORD", "");
        session.terminal().redaction().add(password);
        try (MySqlDatabase mysql = MySqlDatabase.connect(url, user, password)) {
            String text = PipelineDraft.of(mysql, matcher.group(1)).text(url, user, target, targetUser);
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw BendsyncException.badSetting(file + " exists already: name another file, or move it away");
        } catch (IOException e) {
            throw BendsyncException.failed("cannot write " + file + ": " + e, e);
        }
        session.terminal().line("wrote " + file + "; next: " + session.command() + " check " + file);
        return ExitStatus.OK.code();
    }
}
