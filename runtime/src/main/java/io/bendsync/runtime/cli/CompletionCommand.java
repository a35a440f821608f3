package io.bendsync.runtime.cli;

import io.bendsync.runtime.problem.ExitStatus;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bendsync completion bash|zsh}. */
@Command(
        name = "completion",
        description = {
            "Prints a script with which the shell completes this command: commands, options, their values, files.",
            "bash: source <(bendsync completion bash)",
            "zsh:  source <(bendsync completion zsh), after autoload -U compinit && compinit"
        })
final class CompletionCommand implements Callable<Integer> {
    /** The shells; the script is the same, and turns on what zsh has for bash's completions. */
    enum Shell {
        bash,
        zsh
    }

    private final Session session;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "The shell: ${COMPLETION-CANDIDATES}.")
    private Shell shell;

    CompletionCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String script = AutoComplete.bash("bendsync", spec.root().commandLine());
        session.terminal().line(("# " + shell + " completion for bendsync\n" + script).stripTrailing());
        return ExitStatus.OK.code();
    }
}
