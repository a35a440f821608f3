package io.bendsync.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bendsync.localstack.LocalStackException;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the machine is asked before anything is started. */
class ProcessTest {
    @TempDir
    Path folder;

    @Test
    void linuxOnBothProcessorsIsSupported() {
        assertThat(Platform.of("Linux", "amd64")).isEqualTo(Platform.LINUX_X86_64);
        assertThat(Platform.of("Linux", "aarch64")).isEqualTo(Platform.LINUX_AARCH64);
    }

    @Test
    void otherPlatformsAreToldWhatToDo() {
        for (List<String> other :
                List.of(List.of("Mac OS X", "aarch64"), List.of("Windows 11", "amd64"), List.of("Linux", "riscv64"))) {
            assertThatThrownBy(() -> Platform.of(other.get(0), other.get(1)))
                    .isInstanceOf(LocalStackException.class)
                    .hasMessageContaining(other.get(0) + " " + other.get(1))
                    .hasMessageContaining("Docker")
                    .hasMessageContaining("a MySQL and a Databend of your own");
        }
    }

    @Test
    void missingProgramIsNamedWithItsPurpose() {
        assertThatThrownBy(() -> new Programs(List.of(folder)).require("apt-get", "to download MySQL"))
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining("apt-get is not on this machine's PATH")
                .hasMessageContaining("to download MySQL");
    }

    @Test
    void commandTellsOutputFromComplaints() {
        Command.Outcome outcome = shell("echo out; echo 'W: minor' >&2; echo 'E: the reason' >&2; echo end >&2; exit 3")
                .run();

        assertThat(outcome.succeeded()).isFalse();
        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.out()).isEqualTo("out\n");
        assertThat(outcome.complaint()).isEqualTo("E: the reason");
    }

    @Test
    void silentFailureStillHasAComplaint() {
        assertThat(shell("exit 7").run().complaint()).contains("status 7");
    }

    @Test
    void commandThatTakesTooLongIsEndedWithItsChildren() throws IOException {
        Path child = folder.resolve("child");
        Command slow = shell("sleep 60 & echo $! >" + child + "; wait").limit(Duration.ofSeconds(1));

        assertThatThrownBy(slow::run)
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining("sh did not end within 1 s");
        long pid = Long.parseLong(Files.readString(child).strip());
        Awaitility.await().until(() -> ProcessHandle.of(pid).map(Ending::isGone).orElse(true));
    }

    @Test
    void commandThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> Command.of(folder.resolve("nothing")).run())
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining("nothing could not be run");
    }

    @Test
    void fullDiskIsNoticedBeforeTheDownload() {
        assertThatThrownBy(() -> DiskSpace.require(folder, 5_000_000, 700, "MySQL 9.7"))
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining("MySQL 9.7 needs 700 MB in " + folder)
                .hasMessageContaining("only 5 MB are free");
        assertThatCode(() -> DiskSpace.require(folder, 700_000_000, 700, "MySQL 9.7"))
                .doesNotThrowAnyException();
    }

    @Test
    void chosenPortsAreFreeAndBelowTheRangeOfOutgoingConnections() {
        int first = LoopbackPorts.anyFree(12);

        assertThat(first).isBetween(12_000, 32_000 - 12);
        assertThat(LoopbackPorts.areFree(first, 12)).isTrue();
    }

    @Test
    void portInUseIsNotFree() throws Exception {
        try (ServerSocket taken =
                new ServerSocket(0, 1, LoopbackPorts.address(0).getAddress())) {
            int port = taken.getLocalPort();

            assertThat(LoopbackPorts.isFree(port)).isFalse();
            assertThatThrownBy(() -> LoopbackPorts.requireFree(port, "MySQL"))
                    .isInstanceOf(LocalStackException.class)
                    .hasMessageContaining("Port " + port)
                    .hasMessageContaining("choose another port");
        }
    }

    private static Command shell(String script) {
        return Command.of(Path.of("/bin/sh"), "-c", script);
    }
}
