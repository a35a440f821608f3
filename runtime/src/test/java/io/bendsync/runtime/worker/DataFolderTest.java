package io.bendsync.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bendsync.runtime.problem.BendsyncException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
    void lookingWhetherAFolderIsInUseDoesNotEndItsLock() throws Exception {
        Path folder = parent.resolve("data");
        assertThat(DataFolder.isInUse(folder)).isFalse();
        try (DataFolder held = DataFolder.lock(folder)) {
            assertThat(DataFolder.isInUse(folder)).isTrue();
            assertThat(lockedByAnotherProcess(held.path())).isTrue();
        }
        assertThat(DataFolder.isInUse(folder)).isFalse();
        assertThat(lockedByAnotherProcess(folder)).isFalse();
    }

    /** Whether another process finds the folder in use. */
    private static boolean lockedByAnotherProcess(Path folder) throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Probe.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        String answer = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(other.waitFor()).as(answer).isZero();
        return answer.contains("in use: true");
    }

    /** The main class of that other process. */
    static final class Probe {
        private Probe() {}

        /** Prints what it finds. */
        public static void main(String[] arguments) {
            System.out.println("in use: " + DataFolder.isInUse(Path.of(arguments[0])));
        }
    }

    @Test
    void whatHoldsRowsIsForItsOwnerOnlyHoweverOpenTheFolderAround() throws Exception {
        Path folder = Files.createDirectory(parent.resolve("data"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path kafka = Files.createDirectory(folder.resolve("kafka"));
        Files.setPosixFilePermissions(kafka, PosixFilePermissions.fromString("rwxr-xr-x"));

        DataFolder.ownerOnlyWithin(kafka);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kafka)))
                .isEqualTo("rwx------");
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
