package io.bendsync.dashboard;

import io.bendsync.dashboard.api.FiguresResource;
import io.bendsync.dashboard.api.PageResource;
import io.bendsync.dashboard.kafka.ClientSettings;
import io.bendsync.dashboard.state.Board;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.connect.rest.ConnectRestExtension;
import org.apache.kafka.connect.rest.ConnectRestExtensionContext;

/**
 * Puts a dashboard at {@code /bendsync/} of a worker's REST interface. A worker gets it by
 * {@code rest.extension.classes=io.bendsync.dashboard.DashboardExtension}.
 */
public final class DashboardExtension implements ConnectRestExtension {
    private ClientSettings kafka;
    private Board board;

    @Override
    public void configure(Map<String, ?> worker) {
        kafka = new ClientSettings(worker);
    }

    @Override
    public void register(ConnectRestExtensionContext context) {
        board = new Board(context.clusterState(), kafka, version());
        context.configurable().register(new PageResource());
        context.configurable().register(new FiguresResource(board));
        board.start();
    }

    @Override
    public void close() {
        if (board != null) {
            board.close();
        }
    }

    @Override
    public String version() {
        Properties properties = new Properties();
        try (InputStream in = DashboardExtension.class.getResourceAsStream("version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
