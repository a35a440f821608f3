package io.bendsync.localstack.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bendsync.localstack.CacheFolder;
import io.bendsync.localstack.LocalDatabend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One gateway with the real engine for all tests of a class, each of which names its tables itself. */
final class RunningGateway implements BeforeAllCallback, AfterAllCallback {
    private final AtomicInteger tables = new AtomicInteger();
    private Path folder;
    private LocalDatabend databend;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("bendsync-gateway");
        databend =
                LocalDatabend.builder(CacheFolder.standard()).dataFolder(folder).start();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        databend.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(RunningGateway::delete);
        }
    }

    LocalDatabend server() {
        return databend;
    }

    Path dataFolder() {
        return folder;
    }

    /** A client that speaks plain HTTP, with a session of its own. */
    HttpSession session() {
        return new HttpSession(databend.httpUrl(), databend.user(), databend.password());
    }

    /** A connection through databend-jdbc. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(databend.url("default"), databend.user(), databend.password());
    }

    /** A new table with these columns; its name. */
    String table(String columns) {
        String name = "t" + tables.incrementAndGet();
        session().run("CREATE TABLE " + name + " (" + columns + ")");
        return name;
    }

    /** The rows of a query, asked in a session of its own. */
    List<List<String>> rows(String query) {
        return session().run(query).rows();
    }

    /** A stage attachment as databend-jdbc sends it. */
    static ObjectNode attachment(String location) {
        ObjectNode attachment = HttpSession.JSON.createObjectNode().put("location", location);
        attachment
                .putObject("file_format_options")
                .put("type", "CSV")
                .put("field_delimiter", ",")
                .put("record_delimiter", "\n")
                .put("skip_header", "0");
        attachment.putObject("copy_options").put("purge", "false");
        return attachment;
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
