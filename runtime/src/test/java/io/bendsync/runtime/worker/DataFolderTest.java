package io.bendsync.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bendsync.runtime.problem.BendsyncException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path parent;

    @Test
    void aFolderInUseIsRefusedWithTheHoldersProcessId() {
        Path folder = parent.resolve("data");
        try (DataFolder held = DataFolder.lock(folder)) {
            assertThat(held.path()).isAbsolute();
            assertThatThrownBy(() -> DataFolder.lock(folder))
                    .isInstanceOf(BendsyncException.class)
                    .hasMessageContaining("in use by another bendsync (process "
                            + ProcessHandle.current().pid() + ")");
        }
    }

    @Test
    void aFolderThatWasReleasedCanBeLockedAgain() {
        Path folder = parent.resolve("data");
        DataFolder.lock(folder).close();
        try (DataFolder again = DataFolder.lock(folder)) {
            assertThat(again.path()).isDirectory();
        }
    }

    @Test
    void aFileInTheFoldersPlaceIsRefusedWithWhatToDo() throws Exception {
        Path file = Files.createFile(parent.resolve("file"));
        assertThatThrownBy(() -> DataFolder.lock(file.resolve("data")))
                .isInstanceOf(BendsyncException.class)
                .hasMessageContaining("--data");
    }
}
