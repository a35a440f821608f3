package io.bendsync.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code bendsync prepare} keeps: Java says of each class where it has it from. */
class PrepareIT {
    private static final Duration SOON = Duration.ofMinutes(2);

    /** Nothing listens there. */
    private static final String PIPELINE = """
            name: prepared
            source: {url: "jdbc:mysql://127.0.0.1:1/none", user: none, password: "", capture: binlog, tables: [none.t]}
            target: {url: "jdbc:databend://127.0.0.1:1/none", user: none, password: ""}
            """;

    @TempDir
    Path folder;

    @Test
    void connectorsAndTheirLibrariesAreNotReadFromTheirJarsAgain() throws Exception {
        Path log = folder.resolve("classes.log");
        Path file = Files.writeString(folder.resolve("pipeline.yaml"), PIPELINE);

        try (BendsyncProcess check = BendsyncProcess.start(
                folder, Map.of("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + log), "check", file.toString())) {
            check.awaitExit(SOON);
            assertThat(check.output()).contains("127.0.0.1:1");
        }

        List<String> classes = Files.readAllLines(log);
        assertThat(classes)
                .anyMatch(isShared("io.bendsync.runtime.pipeline.Pipeline"))
                .anyMatch(isShared("io.bendsync.sink.DatabendSinkConnector"))
                .anyMatch(isShared("io.bendsync.source.cdc.MySqlCdcSourceConnector"))
                .anyMatch(isShared("com.mysql.cj.jdbc.Driver"));
    }

    private static Predicate<String> isShared(String name) {
        return line -> line.contains(" " + name + " source: shared objects file");
    }
}
