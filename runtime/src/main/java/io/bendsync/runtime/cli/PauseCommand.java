package io.bendsync.runtime.cli;

import io.bendsync.runtime.problem.ExitStatus;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bendsync pause FILE}. */
@Command(name = "pause", description = "Makes a running pipeline wait: nothing is read or written until resume.")
final class PauseCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private RunningOptions options = new RunningOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    PauseCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        options.find(session).pause();
        output.print(session.terminal(), "paused; bendsync resume goes on", Map.of("state", "paused"));
        return ExitStatus.OK.code();
    }
}
