package io.bendsync.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * The {@code bendsync} command as a process of its own, from the distribution that this build made. Closing it kills it,
 * should it still run.
 */
public final class BendsyncProcess implements AutoCloseable {
    private static final int SIGINT = 2;

    static final Path DISTRIBUTION = Path.of("target/bendsync").toAbsolutePath();

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private static final Path SCRIPT = Path.of("../bendsync").toAbsolutePath().normalize();

    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private final List<Thread> readers = new ArrayList<>();

    private BendsyncProcess(Process process) {
        this.process = process;
        read(process.getInputStream());
        read(process.getErrorStream());
    }

    /**
     * Starts the command.
     *
     * @param folder its working directory
     * @param environment added to this process's own
     */
    public static BendsyncProcess start(Path folder, Map<String, String> environment, String... arguments) {
        return start(DISTRIBUTION, folder, environment, arguments);
    }

    /** The same from another distribution. */
    public static BendsyncProcess start(
            Path distribution, Path folder, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(JAVA, "-Xmx768m", "-Dfile.encoding=UTF-8"));
        Path classes = distribution.resolve("lib/classes.jsa");
        if (distribution.equals(DISTRIBUTION)) {
            prepare(classes);
            command.addAll(List.of("-XX:SharedArchiveFile=" + classes, "-Xlog:cds*=off", "-Xlog:class+path=off"));
        }
        command.addAll(List.of("-jar", jar(distribution).toString()));
        command.addAll(List.of(arguments));
        return start(folder, environment, command);
    }

    /** Once for all tests of a build: each start takes a quarter less processor time from then on. */
    private static synchronized void prepare(Path classes) {
        try {
            Path jar = jar(DISTRIBUTION);
            if (Files.exists(classes)
                    && Files.getLastModifiedTime(classes).compareTo(Files.getLastModifiedTime(jar)) > 0) {
                return;
            }
            Process prepare = new ProcessBuilder(JAVA, "-jar", jar.toString(), "prepare")
                    .redirectErrorStream(true)
                    .start();
            String output = new String(prepare.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(prepare.waitFor()).as(output).isZero();
            assertThat(output).startsWith("prepared in ").contains("classes.jsa, ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** The same by the script at the top of the repository, without building anything. */
    public static BendsyncProcess script(Path folder, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
        command.addAll(List.of(arguments));
        return start(folder, environment, command);
    }

    private static BendsyncProcess start(Path folder, Map<String, String> environment, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("BENDSYNC_NO_BUILD", "1");
        builder.environment().putAll(environment);
        try {
            return new BendsyncProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the command to its end and returns it with its status and lines. */
    public static BendsyncProcess run(Path folder, Duration atMost, String... arguments) {
        BendsyncProcess process = start(folder, Map.of(), arguments);
        process.awaitExit(atMost);
        return process;
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** Whether it still runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it printed so far on both streams, line by line. */
    public List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** The same as one text. */
    public String output() {
        return String.join("\n", lines());
    }

    /** Waits until it prints a line with that text, and returns the line; fails with the output if it ends before. */
    public String awaitLine(String text, Duration atMost) {
        Awaitility.await("a line with: " + text)
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(50))
                .failFast(() -> {
                    if (!process.isAlive() && find(text) == null) {
                        throw new AssertionError("it ended with status " + process.exitValue() + ":\n" + output());
                    }
                })
                .until(() -> find(text) != null);
        return find(text);
    }

    /** Ctrl-C: SIGINT; SIGTERM where a shell started the tests in the background, whose children all ignore SIGINT. */
    public void interrupt() {
        signal(ignoresInterrupts() ? "-TERM" : "-INT");
    }

    private boolean ignoresInterrupts() {
        try (Stream<String> status = Files.lines(Path.of("/proc", Long.toString(pid()), "status"))) {
            return status.filter(line -> line.startsWith("SigIgn:"))
                    .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                    .anyMatch(mask -> (mask & (1L << (SIGINT - 1))) != 0);
        } catch (IOException e) {
            return false; // no Linux, or gone already
        }
    }

    /** SIGTERM, as a service manager sends it. */
    public void terminate() {
        signal("-TERM");
    }

    /** {@code kill -9}; returns once it is gone. */
    public void kill() {
        process.destroyForcibly();
        awaitExit(Duration.ofSeconds(30));
    }

    /** Waits for its end and returns its exit status. */
    public int awaitExit(Duration atMost) {
        try {
            assertThat(process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS))
                    .as("it ends within %s:%n%s", atMost, output())
                    .isTrue();
            for (Thread reader : readers) {
                reader.join(Duration.ofSeconds(5).toMillis());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }

    private static Path jar(Path distribution) {
        try (Stream<Path> jars = Files.list(distribution.resolve("lib"))) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith("bendsync-runtime-"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException("no distribution: this test runs after mvn package", e);
        }
    }

    private String find(String text) {
        return lines().stream().filter(line -> line.contains(text)).findFirst().orElse(null);
    }

    private void signal(String signal) {
        try {
            int status = new ProcessBuilder("kill", signal, Long.toString(pid()))
                    .start()
                    .waitFor();
            assertThat(status).as("kill %s %d", signal, pid()).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private void read(InputStream stream) {
        Thread reader = new Thread(() -> collect(stream), "output of " + process.pid());
        reader.setDaemon(true);
        reader.start();
        readers.add(reader);
    }

    private void collect(InputStream stream) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                synchronized (lines) {
                    lines.add(line);
                }
            }
        } catch (IOException e) {
            // the stream breaks when the process is killed
        }
    }
}
