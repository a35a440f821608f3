package io.bendsync.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The {@code bendsync} script at the top of the repository. */
class ScriptIT {
    private static final Path SCRIPT = Path.of("../bendsync").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @Test
    void itRunsFromAnyFolderAndThroughALink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), SCRIPT);
        Path second = Files.createSymbolicLink(folder.resolve("second"), Path.of("link"));

        assertThat(run(Map.of(), link.toString(), "--version").text()).startsWith("bendsync ");
        assertThat(run(Map.of(), second.toString(), "--version").status()).isZero();
    }

    @Test
    void argumentsAndStatusPassUnchanged() throws Exception {
        Answer answer = run(Map.of(), SCRIPT.toString(), "run", "no such file.yaml");

        assertThat(answer.status()).isEqualTo(2);
        assertThat(answer.text()).isEqualTo("bendsync: no such file.yaml: there is no such file\n");
    }

    @Test
    void anOldJavaIsRefusedInOneLine() throws Exception {
        Path java = fake("java", "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");

        Answer answer = run(Map.of("JAVA_HOME", folder.toString()), SCRIPT.toString(), "--version");

        assertThat(java).exists();
        assertThat(answer.status()).isEqualTo(2);
        assertThat(answer.text())
                .startsWith("bendsync: Java 17 or later is needed;")
                .contains(" is 11. ")
                .hasLineCount(1);
    }

    @Test
    void withoutMavenItSaysHowToGetItWhenThereIsSomethingToBuild() throws Exception {
        Path copy = Files.copy(SCRIPT, folder.resolve("bendsync"));
        Path tools = Files.createDirectory(folder.resolve("tools"));
        for (String tool : List.of("sh", "dirname", "readlink", "sed", "head", "find")) {
            Files.createSymbolicLink(tools.resolve(tool), which(tool));
        }

        Answer answer = run(
                Map.of("BENDSYNC_NO_BUILD", "", "PATH", tools.toString(), "JAVA_HOME", System.getProperty("java.home")),
                copy.toString(),
                "--version");

        assertThat(answer.status()).isEqualTo(2);
        assertThat(answer.text())
                .startsWith("bendsync: Maven 3.8 or later is needed")
                .hasLineCount(1);
    }

    private record Answer(int status, String text) {}

    private Answer run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(command)))
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("BENDSYNC_NO_BUILD", "1");
        builder.environment().putAll(environment);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), text);
    }

    private Path fake(String name, String body) throws IOException {
        Path program = Files.createDirectory(folder.resolve("bin")).resolve(name);
        Files.writeString(program, "#!/bin/sh\n" + body + "\n");
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path which(String tool) {
        for (String folder : System.getenv("PATH").split(":", -1)) {
            Path program = Path.of(folder, tool);
            if (Files.isExecutable(program)) {
                return program;
            }
        }
        throw new AssertionError(tool + " is not on the path");
    }
}
