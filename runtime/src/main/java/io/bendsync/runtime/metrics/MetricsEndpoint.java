package io.bendsync.runtime.metrics;

import io.bendsync.runtime.pipeline.Pipeline;
import io.bendsync.runtime.problem.BendsyncException;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;

/** Where Prometheus fetches metrics: {@code /metrics} on 127.0.0.1. */
public final class MetricsEndpoint implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    private final HTTPServer server;

    private MetricsEndpoint(HTTPServer server) {
        this.server = server;
    }

    /**
     * Shows a pipeline's figures from now on.
     *
     * @param port 0 for any free one
     * @throws BendsyncException when the port is taken
     */
    public static MetricsEndpoint start(Pipeline pipeline, int port) {
        return start(new PipelineScope(pipeline), port);
    }

    /**
     * Shows the figures of all connectors of this process from now on.
     *
     * @param port 0 for any free one
     * @throws BendsyncException when the port is taken
     */
    public static MetricsEndpoint ofWorker(int port) {
        return start(new WorkerScope(), port);
    }

    private static MetricsEndpoint start(MetricsScope scope, int port) {
        PrometheusRegistry registry = new PrometheusRegistry();
        registry.register(new ConnectMetrics(scope));
        try {
            return new MetricsEndpoint(HTTPServer.builder()
                    .hostname(HOST)
                    .port(port)
                    .registry(registry)
                    .buildAndStart());
        } catch (IOException e) {
            throw BendsyncException.badSetting(
                    "port " + port + " on " + HOST + " is taken: choose another one (--metrics-port)");
        }
    }

    /** Its address. */
    public String url() {
        return "http://" + HOST + ":" + server.getPort() + "/metrics";
    }

    @Override
    public void close() {
        server.close();
    }
}
