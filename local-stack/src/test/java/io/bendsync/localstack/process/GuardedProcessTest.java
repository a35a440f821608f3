package io.bendsync.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardedProcessTest {
    @TempDir
    Path folder;

    @Test
    void serverEndsWhenItsOwnerIsKilled() throws Exception {
        Process owner = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Owner.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        ProcessHandle server =
                ProcessHandle.of(Long.parseLong(owner.inputReader().readLine())).orElseThrow();
        assertThat(server.isAlive()).isTrue();

        owner.destroyForcibly().waitFor();

        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> Ending.isGone(server));
    }

    @Test
    void serversOutputGoesToItsLog() {
        Path log = folder.resolve("log");
        GuardedProcess process = start("echo ready; echo trouble >&2; exec sleep 60");
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> LogTail.of(log, 9).equals(List.of("ready", "trouble")));
        } finally {
            process.kill();
        }
        assertThat(LogTail.of(log, 1)).containsExactly("trouble");
    }

    @Test
    void stoppingIsPoliteAndKillingIsNot() {
        GuardedProcess polite = start("trap 'echo bye; exit 0' TERM; echo up; while :; do sleep 0.05; done");
        Awaitility.await().until(() -> LogTail.of(folder.resolve("log"), 1).equals(List.of("up")));
        polite.stop(Duration.ofSeconds(10));
        assertThat(polite.isAlive()).isFalse();
        assertThat(LogTail.of(folder.resolve("log"), 1)).containsExactly("bye");

        GuardedProcess killed = start("trap 'echo bye; exit 0' TERM; echo again; while :; do sleep 0.05; done");
        Awaitility.await().until(() -> LogTail.of(folder.resolve("log"), 1).equals(List.of("again")));
        killed.kill();
        assertThat(killed.isAlive()).isFalse();
        assertThat(LogTail.of(folder.resolve("log"), 1)).containsExactly("again");
    }

    @Test
    void serverThatIgnoresSigtermIsKilledAfterTheGracePeriod() {
        GuardedProcess stubborn = start("trap '' TERM; echo up; while :; do sleep 0.05; done");
        Awaitility.await().until(() -> LogTail.of(folder.resolve("log"), 1).equals(List.of("up")));

        stubborn.stop(Duration.ofMillis(200));

        assertThat(stubborn.isAlive()).isFalse();
    }

    @Test
    void serverThatEndsByItselfIsNotAlive() {
        GuardedProcess process = start("exit 1");

        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> !process.isAlive());
    }

    private GuardedProcess start(String script) {
        return GuardedProcess.start(Programs.onPath(), List.of("/bin/sh", "-c", script), folder, folder.resolve("log"));
    }

    /** A process that owns a server and prints the server's id. */
    static final class Owner {
        public static void main(String[] arguments) throws InterruptedException {
            Path folder = Path.of(arguments[0]);
            GuardedProcess server =
                    GuardedProcess.start(Programs.onPath(), List.of("sleep", "600"), folder, folder.resolve("log"));
            System.out.println(server.pid());
            Thread.currentThread().join();
        }
    }
}
