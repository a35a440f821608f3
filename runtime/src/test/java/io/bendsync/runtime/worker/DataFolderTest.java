package io.bendsync.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bendsync.runtime.problem.BendsyncException;
import java.io.IOException;
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

    @Test
    void aFolderOfANewerFormatIsLeftAlone() throws IOException {
        Path data = parent.resolve("data");
        DataFolder.lock(data).close();
        assertThat(data.resolve("format.properties")).content().contains("format=1\n");

        Files.writeString(data.resolve("format.properties"), "format=2\nwhat.a.newer.one.adds=x\n");
        assertThatThrownBy(() -> DataFolder.lock(data))
                .isInstanceOf(BendsyncException.class)
                .hasMessageContaining("was written by a newer bendsync (format 2; this one knows 1)")
                .hasMessageContaining("--data");

        Files.writeString(data.resolve("format.properties"), "format=1\nwhat.a.newer.minor.adds=x\n");
        DataFolder.lock(data).close();
    }

    @Test
    void aFolderOfTheFirstVersionAndPortsWithMoreKeysAreUnderstood() throws IOException {
        Files.writeString(
                parent.resolve("ports.properties"),
                "#loopback ports of the last start\nbroker=41001\ncontroller=41002\nrest=41003\nlater=41004\n");

        DataFolder.lock(parent).close();

        assertThat(Ports.read(parent)).isEqualTo(new Ports(41001, 41002, 41003));
    }
}
