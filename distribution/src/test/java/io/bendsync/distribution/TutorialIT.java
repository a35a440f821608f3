package io.bendsync.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * docs/tutorial.md, done as it says: its commands, the unpacking of the distribution first, in an empty folder, in order, by
 * a shell; each must print the lines that the page shows, in that order. Only the ports are others.
 */
class TutorialIT {
    private static final Duration SOON = Duration.ofMinutes(2); // seconds when the machine is idle
    private static final Pattern STAYS = Pattern.compile("bendsync (run|local mysql|local databend) .*");
    private static final Pattern ONLY_LOOKS =
            Pattern.compile("bendsync (verify (?!.*--repair).*|local query .*SELECT.*)");
    private static final Pattern STATUS = Pattern.compile("\\[status (\\d+)]");

    @TempDir
    Path folder;

    private final Map<String, String> ports = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private final StringBuilder exports = new StringBuilder();
    private final List<Process> running = new ArrayList<>();

    /** A command of the page, and what it prints there. */
    private record Step(String command, List<String> lines) {}

    @Test
    void theTutorialDoesWhatItSays() throws Exception {
        ports.put("3306", freePort());
        ports.put("8000", freePort());
        Path home = Files.createDirectory(folder.resolve("home"));
        Files.createSymbolicLink(home.resolve(Archive.file().getFileName()), Archive.file());
        Path tools = Files.createDirectory(folder.resolve("tools"));
        environment.put("HOME", home.toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("BENDSYNC_JAVA_OPTS", "-Xmx768m");
        environment.put("PATH", tools + ":" + System.getenv("PATH"));
        Path work = Files.createDirectory(folder.resolve("work"));
        List<Step> steps = steps(Files.readString(Path.of("../docs/tutorial.md")));
        assertThat(steps).hasSizeGreaterThan(15);
        for (Step step : steps) {
            if (step.command().startsWith("export ")) {
                exports.append(step.command()).append("; ");
            } else if (STAYS.matcher(step.command()).matches()) {
                String output = stays(step, work);
                Matcher client = Pattern.compile("(?m)^ {2}(\\S+) -h127").matcher(output);
                if (client.find()) {
                    Path program = tools.resolve("mysql");
                    Files.writeString(program, "#!/bin/sh\nexec " + client.group(1) + " \"$@\"\n");
                    assertThat(program.toFile().setExecutable(true)).isTrue();
                }
            } else {
                ends(step, work);
            }
        }
        assertThat(withoutComments(work.resolve("chinook.yaml")))
                .as("what was run is the example")
                .isEqualTo(withoutComments(Path.of("../examples/chinook/binlog.yaml")));
    }

    private List<String> withoutComments(Path file) throws IOException {
        return withPorts(Files.readString(file))
                .lines()
                .filter(line -> !line.contains("#") && !line.isBlank())
                .toList();
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (int i = running.size() - 1; i >= 0; i--) {
            running.get(i).destroy();
            if (!running.get(i).waitFor(60, TimeUnit.SECONDS)) {
                running.get(i).destroyForcibly().waitFor();
            }
        }
    }

    private static List<Step> steps(String page) {
        List<Step> steps = new ArrayList<>();
        Matcher block = Pattern.compile("(?ms)^```console\\n(.*?)^```").matcher(page);
        while (block.find()) {
            for (String line : block.group(1).lines().toList()) {
                if (line.startsWith("$ ")) {
                    steps.add(new Step(line.substring(2), new ArrayList<>()));
                } else {
                    steps.get(steps.size() - 1).lines().add(line);
                }
            }
        }
        return steps;
    }

    private String stays(Step step, Path work) throws IOException {
        Path output = folder.resolve("output-" + running.size());
        Process process = start("exec " + step.command(), work, output);
        running.add(process);
        Awaitility.await(step.command())
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(200))
                .failFast(() -> !process.isAlive())
                .untilAsserted(() -> assertShows(Files.readString(output), step));
        return Files.readString(output);
    }

    /** What only looks is done again until it shows what it should: rows are some seconds on their way. */
    private void ends(Step step, Path work) throws IOException, InterruptedException {
        if (ONLY_LOOKS.matcher(step.command()).matches()) {
            Awaitility.await(step.command())
                    .atMost(SOON)
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> once(step, work));
        } else {
            once(step, work);
        }
    }

    private void once(Step step, Path work) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Process process = start(step.command(), work, output);
        assertThat(process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS))
                .as(step.command())
                .isTrue();
        List<String> lines = new ArrayList<>(step.lines());
        int status = 0;
        Matcher last = STATUS.matcher(lines.isEmpty() ? "" : lines.get(lines.size() - 1));
        if (last.matches()) {
            status = Integer.parseInt(last.group(1));
            lines.remove(lines.size() - 1);
        }
        String text = Files.readString(output);
        assertThat(process.exitValue()).as("%s%n%s", step.command(), text).isEqualTo(status);
        assertShows(text, new Step(step.command(), lines));
    }

    private Process start(String command, Path work, Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", withPorts(exports + command))
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private void assertShows(String output, Step step) {
        String all = output.lines().map(TutorialIT::squeezed).collect(java.util.stream.Collectors.joining("\n"));
        StringBuilder pattern = new StringBuilder("(?s)");
        for (String line : step.lines()) {
            if (!line.equals("…")) {
                pattern.append(".*?^")
                        .append(Pattern.quote(squeezed(withPorts(line))).replace("…", "\\E[^\\n]*\\Q"))
                        .append("$");
            }
        }
        assertThat(Pattern.compile(pattern.toString(), Pattern.MULTILINE)
                        .matcher(all)
                        .find())
                .as("%s%nprinted%n%s%nwhich should have, in this order,%n%s", step.command(), all, step.lines())
                .isTrue();
    }

    private static String squeezed(String line) {
        return line.strip().replaceAll("\\s+", " ");
    }

    private String withPorts(String text) {
        String replaced = text;
        for (Map.Entry<String, String> port : ports.entrySet()) {
            replaced = replaced.replace(port.getKey(), port.getValue());
        }
        return replaced;
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return Integer.toString(socket.getLocalPort());
        }
    }
}
