package io.bendsync.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.bendsync.runtime.terminal.Redaction;
import io.bendsync.runtime.terminal.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Every command line of ours that a document or an example tells is one that the program understands. */
class DocumentedCommandsTest {
    private static final Path ROOT = Path.of("..");

    /** Blocks of code and code within a line of a page; the comments of other files. */
    private static final Pattern CODE = Pattern.compile("(?s)```[a-z]*\\n(.*?)```|`([^`]+)`");

    /** At the beginning of a line, perhaps behind a prompt and variables. */
    private static final Pattern COMMAND =
            Pattern.compile("(?m)^(?:# *)?(?:\\$ )?(?:[A-Z_]+=\\S* )*(?:\\./|bin/)?bendsync (\\S[^\\n#>|]*)");

    private static final Pattern WORD = Pattern.compile("'[^']*'|\"(?:\\\\.|[^\"])*\"|\\S+");

    @Test
    void theProgramUnderstandsThem() {
        List<String> wrong = new ArrayList<>();
        int looked = 0;
        for (Path page : pages()) {
            for (String[] words : commands(page)) {
                looked++;
                try {
                    commandLine().parseArgs(words);
                } catch (CommandLine.MissingParameterException e) {
                    // A command named by its options, without the file that it is for.
                } catch (CommandLine.ParameterException e) {
                    wrong.add(page + ": bendsync " + String.join(" ", words) + ": " + e.getMessage());
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(looked).isGreaterThan(40);
    }

    @Test
    void anUnknownOptionWouldBeFound() {
        assertThatCode(() -> commandLine().parseArgs("verify", "a.yaml", "--mend"))
                .isInstanceOf(CommandLine.ParameterException.class);
    }

    private static List<String[]> commands(Path page) {
        String text = read(page);
        Stream<String> code = page.toString().endsWith(".md")
                ? CODE.matcher(text)
                        .results()
                        .map(found -> found.group(1) == null ? found.group(2).replace('\n', ' ') : found.group(1))
                : Stream.of(text);
        return code.flatMap(part -> COMMAND.matcher(part).results())
                .map(found -> WORD.matcher(found.group(1))
                        .results()
                        .map(MatchResult::group)
                        .toArray(String[]::new))
                .toList();
    }

    private static CommandLine commandLine() {
        return BendsyncCommand.line(new Session(Terminal.standard(new Redaction()), ROOT, Map.of(), "bendsync"));
    }

    private static List<Path> pages() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().matches(".*\\.(md|yaml|properties|sql)"))
                    .filter(file -> !file.toString().matches(".*/(target|\\.git|src/test)/.*"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
