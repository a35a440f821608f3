package io.bendsync.runtime.cli;

import io.bendsync.runtime.problem.ExitStatus;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bendsync resume FILE}. */
@Command(name = "resume", description = "Lets a paused pipeline go on where it was.")
final class ResumeCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private RunningOptions options = new RunningOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    ResumeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        options.find(session).resume();
        output.print(session.terminal(), "resumed", Map.of("state", "running"));
        return ExitStatus.OK.code();
    }
}
