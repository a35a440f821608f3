package io.bendsync.runtime.worker;

import io.bendsync.runtime.problem.BendsyncException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.connect.errors.NotFoundException;
import org.apache.kafka.connect.runtime.Connect;
import org.apache.kafka.connect.runtime.Herder;
import org.apache.kafka.connect.runtime.RestartRequest;
import org.apache.kafka.connect.runtime.distributed.DistributedHerder;
import org.apache.kafka.connect.runtime.distributed.RebalanceNeededException;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorInfo;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorStateInfo;
import org.apache.kafka.connect.runtime.rest.entities.Message;
import org.apache.kafka.connect.runtime.rest.errors.BadRequestException;
import org.apache.kafka.connect.util.FutureCallback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka Connect worker in this process. It is the distributed one even when it is alone, since only that one knows
 * exactly-once sources.
 */
public final class EmbeddedWorker implements AutoCloseable {
    /** The longest record that the worker and the embedded broker pass on, key and value together. */
    static final int LONGEST_RECORD_BYTES = 32 * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedWorker.class);
    private static final Set<String> HELD = Set.of("PAUSED", "STOPPED");
    private static final String ANSWERING_THREAD = "DistributedHerder";
    private static final int ANSWER_SECONDS = 60;
    private static final int REBALANCES_WAITED_FOR = 50;
    private static final long REBALANCE_PAUSE_MS = 200;

    private final Connect<DistributedHerder> connect;
    private final Herder herder;

    private EmbeddedWorker(Connect<DistributedHerder> connect) {
        this.connect = connect;
        this.herder = connect.herder();
    }

    /**
     * Starts a worker with the connectors under the plugin folder.
     *
     * @throws BendsyncException when it cannot start
     */
    public static EmbeddedWorker start(WorkerSettings settings) {
        return start(settings, ConnectorPlugins.in(settings.plugins()));
    }

    /** The same with connectors that were found before. */
    static EmbeddedWorker start(WorkerSettings settings, ConnectorPlugins plugins) {
        long begun = System.nanoTime();
        try {
            Connect<DistributedHerder> connect =
                    new DistributedWorker().start(settings.toProperties(), plugins.found());
            LOG.info("worker ready after {} ms", (System.nanoTime() - begun) / 1_000_000);
            return new EmbeddedWorker(connect);
        } catch (RuntimeException | KafkaExits.KafkaEnded e) {
            throw BendsyncException.failed(
                    "the Kafka Connect worker did not start (" + FailureCause.of(e) + "): the log file tells more", e);
        }
    }

    /** Where Kafka Connect's REST interface listens. */
    public String restUrl() {
        return connect.rest().advertisedUrl().toString();
    }

    /**
     * Creates the connector, or gives it a new configuration; its tasks start again with it. One that has this very
     * configuration from an earlier run is left to what it is doing, which is to go on: validation and another start would
     * only hold it up.
     */
    public void put(String name, Map<String, String> config) {
        Map<String, String> named = new HashMap<>(config);
        named.put("name", name);
        if (connectors().contains(name) && configuration(name).equals(named)) {
            return;
        }
        settled(
                "configuration of " + name,
                (FutureCallback<Herder.Created<ConnectorInfo>> answer) ->
                        herder.putConnectorConfig(name, named, true, answer));
    }

    /** Starts the connector and its tasks again, with what their configuration refers to as it is now. */
    public void restart(String name) {
        FutureCallback<ConnectorStateInfo> answer = new FutureCallback<>();
        herder.restartConnectorAndTasks(new RestartRequest(name, false, true), answer);
        await(answer, "restart of " + name);
    }

    /** Removes the connector; its offsets stay. */
    public void delete(String name) {
        settled(
                "removal of " + name,
                (FutureCallback<Herder.Created<ConnectorInfo>> answer) -> herder.deleteConnectorConfig(name, answer));
    }

    /** Stops the connector and has it forget how far it was; {@link #resume} starts it again. */
    public void forgetOffsets(String name) {
        this.<Void>settled("stop of " + name, answer -> herder.stopConnector(name, answer));
        // Kafka Connect refuses this for as long as a task of it is there.
        settled("reset of " + name, (FutureCallback<Message> answer) -> herder.resetConnectorOffsets(name, answer));
    }

    /** Lets a stopped connector run. */
    public void resume(String name) {
        herder.resumeConnector(name);
    }

    /** The names of all connectors that the worker knows. */
    public Collection<String> connectors() {
        return settled("list of connectors", herder::connectors);
    }

    private Map<String, String> configuration(String name) {
        return settled("configuration of " + name, answer -> herder.connectorConfig(name, answer));
    }

    /** How the connector stands now. */
    public ConnectorState state(String name) {
        ConnectorStateInfo info;
        try {
            info = herder.connectorStatus(name);
        } catch (NotFoundException e) {
            return ConnectorState.ABSENT;
        }
        List<String> failures = new ArrayList<>();
        boolean running =
                "RUNNING".equals(info.connector().state()) && !info.tasks().isEmpty();
        addFailure(info.connector(), failures);
        for (ConnectorStateInfo.TaskState task : info.tasks()) {
            addFailure(task, failures);
            running &= "RUNNING".equals(task.state());
        }
        return new ConnectorState(running, failures);
    }

    /** Whether somebody has told the connector to wait. */
    public boolean isPaused(String name) {
        try {
            return HELD.contains(herder.connectorStatus(name).connector().state());
        } catch (NotFoundException e) {
            return false;
        }
    }

    /** Stops the tasks, which commit what they have, then the worker. */
    @Override
    public void close() {
        long begun = System.nanoTime();
        connect.stop();
        connect.awaitStop();
        LOG.info("worker closed after {} ms", (System.nanoTime() - begun) / 1_000_000);
    }

    private static void addFailure(ConnectorStateInfo.AbstractState part, List<String> failures) {
        if ("FAILED".equals(part.state())) {
            failures.add(part.trace() == null ? "failed without a trace" : part.trace());
        }
    }

    /**
     * The worker refuses changes and questions while its group forms, which takes a moment even when it is alone and comes
     * again with each change, and a reset while tasks end.
     */
    private <T> T settled(String what, Consumer<FutureCallback<T>> call) {
        for (int attempt = 1; ; attempt++) {
            FutureCallback<T> answer = new FutureCallback<>();
            call.accept(answer);
            try {
                return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                if (!passes(e.getCause()) || attempt == REBALANCES_WAITED_FOR) {
                    throw refused(what, e.getCause());
                }
                pause();
            } catch (TimeoutException e) {
                throw refused(what, e);
            } catch (InterruptedException e) {
                throw interrupted(what, e);
            }
        }
    }

    /** The worker answers all questions in one thread: what that is at is why there is no answer. */
    private static void logWhatHoldsItUp() {
        Thread.getAllStackTraces().forEach((thread, stack) -> {
            if (thread.getName().startsWith(ANSWERING_THREAD)) {
                LOG.error("no answer from {}, which is at\n    {}", thread.getName(), lines(stack));
            }
        });
    }

    private static String lines(StackTraceElement[] stack) {
        return Arrays.stream(stack).map(StackTraceElement::toString).collect(Collectors.joining("\n    "));
    }

    private static boolean passes(Throwable refusal) {
        return refusal instanceof RebalanceNeededException
                || (refusal instanceof BadRequestException
                        && String.valueOf(refusal.getMessage()).contains("STOPPED"));
    }

    private static <T> T await(FutureCallback<T> answer, String what) {
        try {
            return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw refused(what, e.getCause());
        } catch (TimeoutException e) {
            throw refused(what, e);
        } catch (InterruptedException e) {
            throw interrupted(what, e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(REBALANCE_PAUSE_MS);
        } catch (InterruptedException e) {
            throw interrupted("waiting for the worker's group", e);
        }
    }

    private static BendsyncException refused(String what, Throwable cause) {
        if (cause instanceof TimeoutException) {
            logWhatHoldsItUp();
        }
        String why = cause instanceof TimeoutException
                ? "no answer within " + ANSWER_SECONDS + " s; the log file tells what the worker is at"
                : FailureCause.of(cause);
        return BendsyncException.failed("Kafka Connect refused the " + what + ": " + why, cause);
    }

    private static BendsyncException interrupted(String what, InterruptedException cause) {
        Thread.currentThread().interrupt();
        return BendsyncException.failed("stopped during the " + what, cause);
    }
}
