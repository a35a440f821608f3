package io.bendsync.runtime.cli;

import io.bendsync.runtime.metrics.MetricsEndpoint;
import io.bendsync.runtime.pipeline.Pipeline;
import io.bendsync.runtime.pipeline.PipelineFile;
import io.bendsync.runtime.problem.BendsyncException;
import io.bendsync.runtime.run.PipelineBean;
import io.bendsync.runtime.run.PipelineCheck;
import io.bendsync.runtime.terminal.LogFile;
import io.bendsync.runtime.worker.ConnectHost;
import io.bendsync.runtime.worker.ConnectorCheck;
import io.bendsync.runtime.worker.ConnectorPlugins;
import io.bendsync.runtime.worker.DataFolder;
import io.bendsync.runtime.worker.KafkaAhead;
import io.bendsync.runtime.worker.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads the classes that a start of a pipeline needs, by nearly doing it: there are no databases. */
final class UsualClasses {
    private static final Logger LOG = LoggerFactory.getLogger(UsualClasses.class);

    /** Nothing listens on these ports: refused at once. */
    private static final String PIPELINE = """
            name: prepare
            source: {url: "jdbc:mysql://127.0.0.1:1/none", user: none, password: "", capture: binlog, tables: [none.t]}
            target: {url: "jdbc:databend://127.0.0.1:1/none", user: none, password: ""}
            """;

    /** Whose libraries are kept as well. */
    private static final List<String> CONNECTORS = List.of(
            "io.bendsync.sink.DatabendSinkConnector",
            "io.bendsync.source.cdc.MySqlCdcSourceConnector",
            "io.bendsync.source.jdbc.JdbcSourceConnector");

    private final Path plugins;

    UsualClasses(Path plugins) {
        this.plugins = plugins;
    }

    void load() {
        try {
            Path folder = Files.createTempDirectory("bendsync-prepare");
            try {
                load(folder);
            } finally {
                LogFile.close();
                delete(folder);
            }
        } catch (IOException e) {
            throw BendsyncException.failed("cannot use a temporary folder: " + e, e);
        }
    }

    private void load(Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("pipeline.yaml"), PIPELINE);
        Pipeline pipeline = PipelineFile.read(file, Map.of());
        try (DataFolder data = DataFolder.lock(folder.resolve("data"))) {
            LogFile.open(data.path(), LogFile.Format.TEXT);
            ConnectorPlugins connectors = ConnectorPlugins.in(plugins);
            try {
                new PipelineCheck(pipeline).check(new ConnectorCheck(connectors));
            } catch (BendsyncException e) {
                LOG.debug("as was to be expected", e);
            }
            for (String connector : CONNECTORS) {
                new LibraryClasses(connectors.loaderOf(connector)).load();
            }
            try (MetricsEndpoint metrics = MetricsEndpoint.start(pipeline, 0);
                    PipelineBean bean = PipelineBean.register(pipeline, data.path());
                    ConnectHost host = ConnectHost.embedded(
                            KafkaAhead.notYet(data.path(), Ports.ANY), pipeline.rest(), connectors)) {
                LOG.debug(
                        "{} {} {}", metrics.url(), bean.getName(), host.worker().connectors());
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
