package io.bendsync.runtime.cli;

import io.bendsync.runtime.metrics.MetricsEndpoint;
import io.bendsync.runtime.terminal.Terminal;
import java.util.function.IntSupplier;
import picocli.CommandLine.Option;

/** The option by which a plain worker serves its metrics. */
final class WorkerMetrics {
    @Option(
            names = "--metrics-port",
            paramLabel = "PORT",
            description =
                    "Serves metrics for Prometheus on 127.0.0.1 at this port, 0 for any free one; none if not given.")
    private Integer port;

    /** Serves them, if asked to, while the worker runs; returns its exit status. */
    int around(Terminal terminal, IntSupplier worker) {
        if (port == null) {
            return worker.getAsInt();
        }
        try (MetricsEndpoint endpoint = MetricsEndpoint.ofWorker(port)) {
            terminal.line("metrics for Prometheus: " + endpoint.url());
            return worker.getAsInt();
        }
    }
}
