package io.bendsync.runtime.cli;

import io.bendsync.runtime.pipeline.PipelineFile;
import io.bendsync.runtime.problem.BendsyncException;
import io.bendsync.runtime.problem.ExitStatus;
import io.bendsync.runtime.run.ConnectorExport;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bendsync connectors FILE}. */
@Command(
        name = "connectors",
        description = {
            "Prints a pipeline's two connectors as JSON, for a Kafka Connect cluster that has their plugins.",
            "Passwords stay references (${env:NAME}), as the file has them: the cluster's config providers fill them in."
        })
final class ConnectorsCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "FILE", description = "The pipeline file (YAML).")
    private Path file;

    @Option(
            names = "--to",
            paramLabel = "URL",
            description = "Gives them to a worker's REST interface, such as http://connect:8083, instead of printing.")
    private String to;

    ConnectorsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ConnectorExport export = new ConnectorExport(PipelineFile.readAsWritten(file));
        if (to == null) {
            session.terminal().line(export.text());
        } else {
            export.put(address()).forEach(name -> session.terminal().line("given to " + to + ": " + name));
        }
        return ExitStatus.OK.code();
    }

    private URI address() {
        if (!to.matches("https?://[^@\\s]+")) {
            throw BendsyncException.badSetting(
                    "--to must be a worker's address, such as http://connect:8083, not " + to);
        }
        return URI.create(to);
    }
}
