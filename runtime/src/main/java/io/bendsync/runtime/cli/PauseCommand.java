package io.bendsync.runtime.cli;

import io.bendsync.runtime.problem.ExitStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bendsync pause FILE}. */
@Command(name = "pause", description = "Makes a running pipeline wait: nothing is read or written until resume.")
final class PauseCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private RunningOptions options = new RunningOptions();

    PauseCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        options.find(session).pause();
        session.terminal().line("paused; bendsync resume goes on");
        return ExitStatus.OK.code();
    }
}
