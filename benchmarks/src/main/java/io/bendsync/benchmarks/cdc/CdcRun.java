package io.bendsync.benchmarks.cdc;

import io.bendsync.benchmarks.measure.BenchmarkException;
import io.bendsync.benchmarks.measure.ChildSettings;
import io.bendsync.benchmarks.measure.ProcessMeter;
import io.bendsync.benchmarks.stack.Committed;
import io.bendsync.benchmarks.stack.Sql;
import io.bendsync.runtime.worker.ConnectHost;
import io.bendsync.runtime.worker.Ports;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;

/**
 * The child process of {@link CdcBenchmark}: Kafka, worker, source and sink in one process. A table with rows is loaded,
 * from the connectors' creation on. For a table without, the source is stopped once it stands at the binlog's end, rows
 * are inserted, and the clock starts as it goes on.
 */
final class CdcRun {

    private static final String SOURCE = "bench-source";
    private static final String TARGET = "bench-target";
    private static final int IN_TRANSACTION = 1000;
    private static final long PAUSE_MS = 100;

    private CdcRun() {}

    public static void main(String[] arguments) throws Exception {
        ConnectHost host = ConnectHost.embedded(
                Path.of(ChildSettings.text("FOLDER")), Ports.ANY, Path.of(ChildSettings.text("PLUGINS")));
        boolean ours = ChildSettings.text("ENGINE").equals("bendsync");
        CdcConfigs configs = new CdcConfigs(host.bootstrapServers());
        int rows = ChildSettings.number("ROWS");
        ProcessMeter meter = ProcessMeter.withStart();
        boolean toDatabend = ChildSettings.text("SINK").equals("databend");
        host.worker().put(TARGET, toDatabend ? configs.sink(ours) : configs.counting());
        host.worker().put(SOURCE, ours ? configs.source() : configs.debezium());
        if (!ChildSettings.text("TABLE").equals(ChildSettings.text("FROM"))) {
            fillBinlog(host, rows);
            meter = ProcessMeter.withStart();
            order(host, "resume");
        }
        if (toDatabend) {
            try (Committed committed = Committed.fromSettings()) {
                committed.await(rows, () -> failWhereFailed(host));
            }
        } else {
            while (CountingTask.rows() < rows) {
                failWhereFailed(host);
                Thread.sleep(PAUSE_MS);
            }
        }
        System.out.println(meter.measured(rows).toLine());
        host.close();
        System.exit(0);
    }

    private static void fillBinlog(ConnectHost host, int rows) throws Exception {
        Streaming.await(() -> failWhereFailed(host));
        order(host, "stop");
        while (host.worker().state(SOURCE).running()) {
            Thread.sleep(PAUSE_MS);
        }
        try (Sql mysql = Sql.connect(
                ChildSettings.text("MYSQL_URL"),
                ChildSettings.text("MYSQL_USER"),
                ChildSettings.text("MYSQL_PASSWORD"))) {
            for (int id = 0; id < rows; id += IN_TRANSACTION) {
                mysql.execute("INSERT INTO " + ChildSettings.text("TABLE") + " SELECT * FROM "
                        + ChildSettings.text("FROM") + " WHERE id > " + id + " AND id <= " + (id + IN_TRANSACTION));
            }
        }
    }

    private static void order(ConnectHost host, String what) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(host.worker().restUrl() + "connectors/" + SOURCE + "/" + what))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new BenchmarkException(what + ": " + response.body());
        }
    }

    private static void failWhereFailed(ConnectHost host) {
        for (String name : List.of(SOURCE, TARGET)) {
            host.worker().state(name).failures().stream().findFirst().ifPresent(trace -> {
                throw new BenchmarkException(name + " failed: " + trace);
            });
        }
    }
}
