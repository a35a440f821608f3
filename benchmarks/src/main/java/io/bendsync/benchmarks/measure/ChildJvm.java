package io.bendsync.benchmarks.measure;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A Java process of its own that does one run and reports its measurement as a line. */
public final class ChildJvm {

    private final String mainClass;
    /** As bendsync's own command starts Java: with two processors the least processor time for the same work. */
    private final List<String> options = new ArrayList<>(List.of(
            "-XX:+UseParallelGC",
            "-XX:NewRatio=1",
            "-XX:Tier4InvocationThreshold=20000",
            "-XX:Tier4MinInvocationThreshold=3000",
            "-XX:Tier4CompileThreshold=60000",
            "-XX:Tier4BackEdgeThreshold=160000"));

    private final Map<String, String> settings = new TreeMap<>();
    private String classPath = System.getProperty("java.class.path");

    /** A process that will run this class. */
    public ChildJvm(Class<?> mainClass) {
        this.mainClass = mainClass.getName();
    }

    /** Adds options of the virtual machine, such as {@code -Xmx512m}. */
    public ChildJvm options(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    /** Adds jars to the class path. */
    public ChildJvm jars(List<Path> jars) {
        classPath += jars.stream().map(jar -> ":" + jar).collect(Collectors.joining());
        return this;
    }

    /** Sets what the class reads by {@link ChildSettings}; it goes through the environment, for it may be secret. */
    public ChildJvm set(String name, Object value) {
        settings.put(name, value.toString());
        return this;
    }

    /** What the environment adds for all children, such as {@code -XX:StartFlightRecording=…} to look for hot spots. */
    private static List<String> extraOptions() {
        String extra = System.getenv("BENDSYNC_CHILD_OPTS");
        return extra == null || extra.isBlank()
                ? List.of()
                : List.of(extra.trim().split("\\s+"));
    }

    /** Runs it to its end. All it says goes to standard error, so that it can be looked at. */
    public Measurement run() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(extraOptions());
        command.addAll(List.of("-cp", classPath, mainClass));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        settings.forEach((name, value) -> builder.environment().put(ChildSettings.PREFIX + name, value));
        try {
            Process process = builder.start();
            Thread end = new Thread(process::destroyForcibly); // children never outlive us
            Runtime.getRuntime().addShutdownHook(end);
            Optional<Measurement> measured = Optional.empty();
            try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    Optional<Measurement> found = Measurement.parse(line);
                    if (found.isPresent()) {
                        measured = found;
                    } else {
                        System.err.println("  " + line);
                    }
                }
            }
            int status = process.waitFor();
            Runtime.getRuntime().removeShutdownHook(end);
            if (status != 0 || measured.isEmpty()) {
                throw new BenchmarkException(mainClass + " ended with status " + status + " and "
                        + (measured.isEmpty() ? "no measurement" : "a measurement") + ": see its output above");
            }
            return measured.get();
        } catch (IOException e) {
            throw new BenchmarkException("cannot run " + mainClass, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("stopped while " + mainClass + " ran", e);
        }
    }
}
