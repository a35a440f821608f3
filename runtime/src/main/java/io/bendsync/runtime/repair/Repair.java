package io.bendsync.runtime.repair;

import io.bendsync.runtime.database.MySqlDatabase;
import io.bendsync.runtime.pipeline.ConnectorConfigs;
import io.bendsync.runtime.pipeline.KafkaSettings;
import io.bendsync.runtime.pipeline.Pipeline;
import io.bendsync.runtime.problem.BendsyncException;
import io.bendsync.runtime.verify.TableReport;
import io.bendsync.runtime.worker.PluginConverter;
import io.bendsync.runtime.worker.Ports;
import io.bendsync.runtime.worker.RowReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.connect.storage.ConverterType;

/** Repairs the tables that a comparison found to differ, through the topics of the running pipeline. */
public final class Repair {
    private static final int CONNECT_MS = 2_000;

    private final Pipeline pipeline;
    private final MySqlDatabase mysql;
    private final Path plugins;
    private final Consumer<String> lines;
    private final String kafka;

    /**
     * For a running pipeline.
     *
     * @param data its data folder
     * @param lines takes what there is to say
     * @throws BendsyncException when it cannot be repaired this way, or does not run
     */
    public Repair(Pipeline pipeline, Path data, MySqlDatabase mysql, Path plugins, Consumer<String> lines) {
        this.pipeline = pipeline;
        this.mysql = mysql;
        this.plugins = plugins;
        this.lines = lines;
        if (!pipeline.target().insertMode().equals("upsert")) {
            throw BendsyncException.badSetting(pipeline.complaint(
                    "target.insert.mode", "--repair replaces rows by their keys, which needs insert.mode: upsert"));
        }
        if (pipeline.source().properties().keySet().stream().anyMatch(key -> key.startsWith("transforms"))) {
            throw BendsyncException.badSetting(pipeline.complaint(
                    "source.properties", "--repair cannot apply transforms: read the table again by bendsync resync"));
        }
        this.kafka = pipeline.bootstrapServers().orElseGet(() -> embedded(data));
    }

    /** Sends the rows that differ, and says what it did; the sink applies them within its usual time. */
    public void send(List<TableReport> reports) {
        ConnectorConfigs configs = new ConnectorConfigs(pipeline);
        RowReader reader = new RowReader(plugins);
        PresentRows rows = new MySqlRows(configs, mysql, reader);
        Map<String, String> source = configs.source(kafka);
        try (PluginConverter keys = reader.converter(source, ConverterType.KEY);
                PluginConverter values = reader.converter(source, ConverterType.VALUE);
                RepairTopic topic = RepairTopic.on(kafka, security(), keys, values)) {
            TableRepair repair = new TableRepair(pipeline, rows, topic);
            for (TableReport report : reports) {
                if (!report.findings().isEmpty()) {
                    say(report, repair.send(report));
                }
            }
        }
    }

    private Map<String, String> security() {
        return pipeline.kafka().map(KafkaSettings::security).orElse(Map.of());
    }

    private void say(TableReport report, TableRepair.Sent sent) {
        if (sent.rows() + sent.removals() > 0) {
            lines.accept(report.table() + ": sent " + sent.rows() + " rows and " + sent.removals()
                    + " removals to the sink");
        }
        if (!sent.refusal().isEmpty()) {
            lines.accept(report.table() + ": not all can be repaired: " + sent.refusal());
        }
    }

    private String embedded(Path data) {
        int port = Ports.read(data).broker();
        try (Socket socket = new Socket()) {
            if (port == Ports.ANY) {
                throw new IOException("it never ran");
            }
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MS);
            return "127.0.0.1:" + port;
        } catch (IOException e) {
            throw BendsyncException.failed(
                    "pipeline " + pipeline.name()
                            + " is not running, and --repair needs its sink: start it with bendsync" + " run "
                            + pipeline.file(),
                    e);
        }
    }
}
