package io.bendsync.runtime.cli;

import io.bendsync.runtime.problem.BendsyncException;
import io.bendsync.runtime.problem.ExitStatus;
import io.bendsync.runtime.terminal.LogFile;
import io.bendsync.runtime.terminal.StopSignal;
import io.bendsync.runtime.worker.KafkaExits;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.connect.runtime.Connect;
import org.apache.kafka.connect.runtime.Herder;

/** The life of a plain worker: it logs to the terminal, as Kafka's own does, and ends in order by Ctrl-C. */
final class PlainWorker {
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private PlainWorker() {}

    static int run(KafkaExits exits, Supplier<Connect<Herder>> start) {
        StopSignal stop = new StopSignal(Thread.currentThread());
        stop.install();
        LogFile.console();
        Connect<Herder> connect = started(exits, start);
        try {
            stop.started();
            while (!stop.await(LOOK_EVERY)) {
                exits.reason().ifPresent(reason -> {
                    throw BendsyncException.failed("the worker cannot go on: " + reason);
                });
            }
        } finally {
            connect.stop();
            connect.awaitStop();
        }
        return ExitStatus.OK.code();
    }

    private static Connect<Herder> started(KafkaExits exits, Supplier<Connect<Herder>> start) {
        try {
            return start.get();
        } catch (Error e) {
            throw exits.reason()
                    .map(reason -> BendsyncException.failed("the worker did not start: the log above tells why", e))
                    .orElseThrow(() -> e);
        }
    }
}
