package io.bendsync.runtime.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bendsync local …}. */
@Command(
        name = "local",
        description =
                "One part of the local stack by itself: a real MySQL, Databend or Kafka, without Docker and root.")
final class LocalCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    /** With its own subcommands. */
    static CommandLine line(Session session) {
        return new CommandLine(new LocalCommand())
                .addSubcommand(new LocalMySqlCommand(session))
                .addSubcommand(new LocalDatabendCommand(session))
                .addSubcommand(new LocalKafkaCommand(session))
                .addSubcommand(new LocalQueryCommand(session));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say which part: mysql, databend, kafka or query");
    }
}
