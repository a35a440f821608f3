package io.bendsync.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.bendsync.runtime.pipeline.PipelineFile;
import io.bendsync.runtime.problem.BendsyncException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectorExportTest {
    private static final String FILE = """
            name: shop
            source:
              url: jdbc:mysql://db:3306/shop
              user: reader
              password: ${file:/run/secrets:mysql}
              capture: binlog
              tables: [shop.orders]
            target:
              url: ${env:DATABEND_URL}
              user: writer
              password: ${env:DATABEND_PASSWORD}
              properties: {ledger.database: meta}
            kafka: {bootstrap.servers: "a:9092"}
            """;

    @TempDir
    Path folder;

    @Test
    void secretsStayTheReferencesOfTheFile() throws IOException {
        String text = export(FILE).text();

        assertThat(text)
                .contains("\"name\" : \"shop-source\"", "\"name\" : \"shop-target\"")
                .contains("\"connection.password\" : \"${file:/run/secrets:mysql}\"")
                .contains("\"connection.password\" : \"${env:DATABEND_PASSWORD}\"")
                .contains("\"connection.url\" : \"${env:DATABEND_URL}\"")
                .contains("\"schema.history.internal.kafka.bootstrap.servers\" : \"a:9092\"")
                .contains("\"ledger.database\" : \"meta\"")
                .doesNotContain("bendsync:");
    }

    @Test
    void aSecretThatStandsInTheFileGoesNowhere() {
        assertThatThrownBy(() -> export(FILE.replace("${env:DATABEND_PASSWORD}", "canary")))
                .isInstanceOf(BendsyncException.class)
                .hasMessageContaining("shop-target's connection.password stands in the file itself")
                .hasMessageNotContaining("canary");
    }

    @Test
    void theBinlogSourceNeedsToKnowTheKafka() {
        assertThatThrownBy(() -> export(FILE.replaceAll("kafka: .*", "")))
                .hasMessageContaining("kafka.bootstrap.servers");
    }

    @Test
    void aClusterIsGivenTheSinkFirst() throws IOException {
        List<String> calls = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            boolean good = body.contains("connector.class") && calls.size() < 3;
            byte[] answer = "{\"message\":\"no\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(good ? 201 : 400, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        try {
            URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
            assertThat(export(FILE).put(address)).containsExactly("shop-target", "shop-source");
            assertThat(calls)
                    .containsExactly("PUT /connectors/shop-target/config", "PUT /connectors/shop-source/config");
            assertThatThrownBy(() -> export(FILE).put(address)).hasMessageContaining("answered 400: no");
        } finally {
            server.stop(0);
        }
    }

    private ConnectorExport export(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("shop.yaml"), text);
        return new ConnectorExport(PipelineFile.readAsWritten(file));
    }
}
