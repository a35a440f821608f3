package io.bendsync.runtime.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bendsync.runtime.problem.BendsyncException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerFileTest {
    private static final String KEEPS_NULLS = "value.converter.replace.null.with.default";

    @TempDir
    private Path folder;

    @Test
    void whatAFileLeavesOutIsFilledInAndNullsStayNulls() throws IOException {
        assertThat(worker(""))
                .containsEntry("key.converter", "io.bendsync.converter.json.FastJsonConverter")
                .containsEntry("value.converter", "io.bendsync.converter.json.FastJsonConverter")
                .containsEntry(KEEPS_NULLS, "false")
                .containsEntry("plugin.path", "plugins")
                .containsEntry("listeners", "http://127.0.0.1:8083");
    }

    @Test
    void aConverterOfOnesOwnHasItsOwnSettings() throws IOException {
        assertThat(worker("value.converter=org.apache.kafka.connect.json.JsonConverter"))
                .containsEntry("value.converter", "org.apache.kafka.connect.json.JsonConverter")
                .doesNotContainKey(KEEPS_NULLS);
        assertThat(worker(KEEPS_NULLS + "=true")).containsEntry(KEEPS_NULLS, "true");
    }

    @Test
    void sinksReadOnlyWhatSourcesHaveCommittedUnlessToldOtherwise() throws IOException {
        String key = "consumer.isolation.level";
        assertThat(worker("")).containsEntry(key, "read_committed");
        assertThat(worker(key + "=read_uncommitted")).containsEntry(key, "read_uncommitted");
    }

    @Test
    void aFileThatCannotBeReadIsTheCause() {
        assertThatThrownBy(() -> WorkerFile.worker(folder.resolve("none"), Path.of("plugins")))
                .isInstanceOf(BendsyncException.class)
                .hasMessageContaining("cannot be read")
                .hasCauseInstanceOf(NoSuchFileException.class);
    }

    private Map<String, String> worker(String line) throws IOException {
        Path file = Files.writeString(folder.resolve("worker.properties"), "bootstrap.servers=a:9092\n" + line + "\n");
        return WorkerFile.worker(file, Path.of("plugins"));
    }
}
