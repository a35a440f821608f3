package io.bendsync.runtime.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerFileTest {
    @TempDir
    private Path folder;

    @Test
    void sinksOfAPlainWorkerDoNotReadWhatASourceTookBack() throws IOException {
        Path file = Files.writeString(folder.resolve("worker.properties"), "bootstrap.servers=localhost:9092\n");
        assertThat(WorkerFile.worker(file, folder)).containsEntry("consumer.isolation.level", "read_committed");
    }

    @Test
    void whatTheFileSaysItselfStands() throws IOException {
        Path file = Files.writeString(
                folder.resolve("worker.properties"),
                "bootstrap.servers=localhost:9092\nconsumer.isolation.level=read_uncommitted\n");
        assertThat(WorkerFile.worker(file, folder)).containsEntry("consumer.isolation.level", "read_uncommitted");
    }
}
