package io.bendsync.localstack.process;

import io.bendsync.localstack.LocalStackException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program run to its end. What it prints goes through temporary files, so that no pipe can fill up. */
public final class Command {
    private final List<String> words = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private Path folder;
    private Duration limit = Duration.ofMinutes(10);

    private Command(Path program, List<String> arguments) {
        words.add(program.toString());
        words.addAll(arguments);
    }

    /** A program with its arguments. */
    public static Command of(Path program, String... arguments) {
        return new Command(program, List.of(arguments));
    }

    /** Adds arguments. */
    public Command with(List<String> arguments) {
        words.addAll(arguments);
        return this;
    }

    /** Runs in this folder. */
    public Command in(Path workingFolder) {
        folder = workingFolder;
        return this;
    }

    /** Sets a variable of the program's environment. */
    public Command env(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Ends the program after this time; ten minutes if not said. */
    public Command limit(Duration time) {
        limit = time;
        return this;
    }

    /**
     * Runs the program and waits for its end.
     *
     * @throws LocalStackException if it cannot be started, or took longer than its limit
     */
    public Outcome run() {
        String name = Path.of(words.get(0)).getFileName().toString();
        Path out = null;
        Path err = null;
        Process process = null;
        try {
            out = Files.createTempFile("bendsync-", ".out");
            err = Files.createTempFile("bendsync-", ".err");
            ProcessBuilder builder = new ProcessBuilder(words)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(environment);
            if (folder != null) {
                builder.directory(folder.toFile());
            }
            process = builder.start();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new LocalStackException(name + " did not end within " + limit.toSeconds() + " s. "
                        + new Outcome(0, "", read(err)).complaint());
            }
            return new Outcome(process.exitValue(), read(out), read(err));
        } catch (IOException e) {
            throw new LocalStackException(words.get(0) + " could not be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("Interrupted while " + name + " ran.", e);
        } finally {
            if (process != null && process.isAlive()) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            FolderTree.deleteQuietly(out);
            FolderTree.deleteQuietly(err);
        }
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    /**
     * How a program ended.
     *
     * @param status 0 means success
     * @param out what it printed
     * @param err what it complained about
     */
    public record Outcome(int status, String out, String err) {
        /** Whether it ended well. */
        public boolean succeeded() {
            return status == 0;
        }

        /** The last complaint in one line, made for an error message; never empty. */
        public String complaint() {
            String all = (err.isBlank() ? out : err).strip();
            List<String> lines = all.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            if (lines.isEmpty()) {
                return "It ended with status " + status + " and no message.";
            }
            return lines.stream()
                    .filter(line -> line.startsWith("E: ") || line.startsWith("[ERROR]") || line.startsWith("ERROR"))
                    .findFirst()
                    .orElse(lines.get(lines.size() - 1));
        }
    }
}
