package io.bendsync.runtime.cli;

import io.bendsync.localstack.LocalStackException;
import io.bendsync.runtime.problem.BendsyncException;
import io.bendsync.runtime.problem.ExitStatus;
import io.bendsync.runtime.terminal.Redaction;
import io.bendsync.runtime.terminal.Terminal;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command itself: it has subcommands only. */
@Command(
        name = "bendsync",
        description = "Keeps Databend in step with MySQL, on Kafka Connect.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = CommandLine.ScopeType.INHERIT,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done; for what runs until Ctrl-C, an orderly end",
            "1:something failed while running, or the databases differ",
            "2:the command line or a setting is wrong; nothing was started",
            "3:out of memory; started again with more, it goes on where it was",
            "4:verify found no difference, but rows that kept changing cannot be judged",
            "130:ended at once by a second Ctrl-C"
        })
public final class BendsyncCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    private BendsyncCommand() {}

    /** Runs a command line in this process and returns its exit status. */
    public static int execute(Path home, Map<String, String> environment, String... args) {
        Terminal terminal = Terminal.standard(new Redaction());
        Session session =
                new Session(terminal, home, environment, System.getProperty("bendsync.command", "./bendsync"));
        CommandLine line = line(session);
        line.setExecutionExceptionHandler((exception, command, result) -> report(exception, terminal));
        return line.execute(args);
    }

    /** The command with all its subcommands. */
    static CommandLine line(Session session) {
        CommandLine line = new CommandLine(new BendsyncCommand());
        line.addSubcommand(new DemoCommand(session));
        line.addSubcommand(new RunCommand(session));
        line.addSubcommand(new InitCommand(session));
        line.addSubcommand(new CheckCommand(session));
        line.addSubcommand(new PrepareCommand(session));
        line.addSubcommand(new VerifyCommand(session));
        line.addSubcommand(new StatusCommand(session));
        line.addSubcommand(new PauseCommand(session));
        line.addSubcommand(new ResumeCommand(session));
        line.addSubcommand(new ResyncCommand(session));
        line.addSubcommand(new SchemaCommand(session));
        line.addSubcommand(new ConnectorsCommand(session));
        line.addSubcommand(new CompletionCommand(session));
        line.addSubcommand(LocalCommand.line(session));
        line.addSubcommand(new ConnectStandaloneCommand(session));
        line.addSubcommand(new ConnectDistributedCommand(session));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    private static int report(Exception exception, Terminal terminal) {
        Logger log = LoggerFactory.getLogger(BendsyncCommand.class);
        if (exception instanceof BendsyncException problem) {
            problem.messages().forEach(terminal::error);
            log.error("ended: {}", terminal.redaction().apply(problem.getMessage()));
            log.debug("cause", problem);
            return problem.status().code();
        }
        if (exception instanceof LocalStackException) {
            terminal.error(exception.getMessage());
            log.error("ended", exception);
            return ExitStatus.FAILED.code();
        }
        terminal.error("this should not have happened: " + exception + " (the log file tells where)");
        log.error("unexpected", exception);
        return ExitStatus.FAILED.code();
    }
}
