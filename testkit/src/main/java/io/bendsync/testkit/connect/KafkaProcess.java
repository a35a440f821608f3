package io.bendsync.testkit.connect;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * One of Kafka's own programs in a Java process of its own, with nothing but Kafka on its class path: what plugins have
 * to bring themselves must not be found anywhere else.
 */
public final class KafkaProcess implements AutoCloseable {
    /** Entries of the tests' class path that are not Kafka's. */
    private static final List<String> NOT_KAFKAS = List.of(
            "/io/bendsync/",
            "/io/debezium/",
            "/com/mysql/",
            "/com/databend/",
            "/org/apache/parquet/",
            "/org/apache/hadoop/",
            "/org/apache/avro/",
            "/io/apicurio/",
            "/target/");

    private static final String LOGGING = "log4j2-process.properties";

    private final Path folder;
    private final String mainClass;
    private final List<String> options;
    private String classPath = classPath();
    private Process process;

    /**
     * A process to come.
     *
     * @param folder where its log goes; must exist
     * @param options of the Java machine
     */
    public KafkaProcess(Path folder, String mainClass, String... options) {
        this.folder = folder;
        this.mainClass = mainClass;
        this.options = new ArrayList<>(List.of(options));
    }

    /** One more option of the Java machine; the last of a kind counts. */
    void option(String option) {
        options.add(option);
    }

    /** Takes another Kafka than the tests' own: all jars of a folder. */
    KafkaProcess from(Path libraries) {
        classPath = libraries.toAbsolutePath() + "/*";
        return this;
    }

    /** Starts it with its properties file. */
    public void start(Path settings) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-Dlog4j2.configurationFile=" + logging().toUri());
        command.addAll(List.of("-cp", classPath, mainClass, settings.toString()));
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + mainClass, e);
        }
        // Also when the tests themselves are stopped.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** SIGKILL, and the end awaited. */
    public void kill() {
        if (process == null) {
            return;
        }
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while " + mainClass + " ended", e);
        }
    }

    /** All it has said since the first start. */
    public String output() {
        try {
            return Files.exists(logFile()) ? Files.readString(logFile()) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }

    private Path logFile() {
        return folder.resolve("process.log");
    }

    private Path logging() {
        Path file = folder.resolve(LOGGING);
        try (InputStream resource = Objects.requireNonNull(KafkaProcess.class.getResourceAsStream(LOGGING))) {
            Files.copy(resource, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kafka's own libraries, and nothing else of the tests' class path. */
    public static String classPath() {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(all.split(File.pathSeparator, -1))
                .filter(entry -> NOT_KAFKAS.stream().noneMatch(entry.replace('\\', '/')::contains))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
