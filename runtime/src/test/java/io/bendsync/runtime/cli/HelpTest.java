package io.bendsync.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.runtime.terminal.Redaction;
import io.bendsync.runtime.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

class HelpTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final CommandLine line = BendsyncCommand.line(new Session(
            new Terminal(print(), print(), false, new Redaction()), Path.of("home"), Map.of(), "./bendsync"));

    @Test
    void everyCommandAndOptionSaysWhatItDoes() {
        for (CommandLine command : all(line)) {
            String name = command.getCommandSpec().qualifiedName();
            assertThat(command.getCommandSpec().usageMessage().description())
                    .as(name)
                    .isNotEmpty();
            for (ArgSpec argument : command.getCommandSpec().args()) {
                assertThat(argument.description()).as(name + " " + argument).isNotEmpty();
            }
            assertThat(command.getUsageMessage()).contains(name, "--help", "Exit status");
        }
    }

    @Test
    void theReadmeNamesEveryCommand() throws IOException {
        String readme = Files.readString(Path.of("README.md"));

        assertThat(line.getSubcommands().keySet())
                .allSatisfy(command -> assertThat(readme)
                        .as("runtime/README.md on " + command)
                        .containsPattern("`[^`\n]*\\b" + command + "\\b"));
    }

    @Test
    void theCompletionIsAScriptThatBashUnderstands(@TempDir Path folder) throws Exception {
        assertThat(line.execute("completion", "bash")).isZero();

        String script = out.toString(StandardCharsets.UTF_8);
        assertThat(script).contains("complete -F", "verify", "--max-load", "resync");
        Path file = Files.writeString(folder.resolve("completion"), script);
        assertThat(new ProcessBuilder("bash", "-n", file.toString()).start().waitFor())
                .isZero();
    }

    private static List<CommandLine> all(CommandLine line) {
        List<CommandLine> commands = new ArrayList<>(List.of(line));
        line.getSubcommands().values().forEach(each -> commands.addAll(all(each)));
        return commands;
    }

    private PrintStream print() {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }
}
