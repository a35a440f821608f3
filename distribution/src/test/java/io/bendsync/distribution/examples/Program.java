package io.bendsync.distribution.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The {@code bendsync} command of this build, as a process. */
final class Program implements AutoCloseable {
    private static final Path COMMAND =
            Path.of("target/image/bendsync/bin/bendsync").toAbsolutePath();

    private final Process process;
    private final Path log;

    private Program(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts it in a folder.
     *
     * @param environment beside this process's own
     */
    static Program start(Path folder, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(COMMAND.toString()));
        command.addAll(List.of(arguments));
        Path log = Files.createTempFile(folder, "bendsync", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("BENDSYNC_JAVA_OPTS", "-Xmx512m");
        builder.environment().putAll(environment);
        Process process = builder.redirectOutput(log.toFile()).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new Program(process, log);
    }

    /** Fails with its output when it has ended. */
    void stillRuns() {
        assertThat(process.isAlive()).as(this::output).isTrue();
    }

    /** What it printed so far. */
    String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it in order. */
    void stop() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(Duration.ofMinutes(2).toMillis(), TimeUnit.MILLISECONDS))
                .as(this::output)
                .isTrue();
    }

    /** SIGKILL, if it still runs. */
    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
