package io.bendsync.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.runtime.problem.BendsyncException;
import io.bendsync.runtime.problem.ExitStatus;
import io.bendsync.runtime.terminal.Redaction;
import io.bendsync.runtime.terminal.Terminal;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class VerifyCommandTest {
    private Exception problem;

    @ParameterizedTest
    @CsvSource({"--max-load, 0", "--max-load, -5", "--max-load, 101", "--wait, -1"})
    void aNumberThatMeansNothingIsRefused(String option, String number) {
        Terminal terminal = new Terminal(System.out, System.err, false, new Redaction());
        CommandLine line =
                new CommandLine(new VerifyCommand(new Session(terminal, Path.of("home"), Map.of(), "./bendsync")));
        line.setExecutionExceptionHandler((exception, command, result) -> {
            problem = exception;
            return 1;
        });

        line.execute("no-file.yaml", option, number);

        assertThat(problem).isInstanceOf(BendsyncException.class).hasMessageContaining(option + " " + number);
        assertThat(((BendsyncException) problem).status()).isEqualTo(ExitStatus.BAD_SETTING);
    }
}
