package io.bendsync.runtime.worker;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.utils.Exit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps Kafka from ending the process on its own. Its broker and worker call for exit or halt when something is
 * beyond repair; here that is remembered, and whoever runs them closes everything in order and says why.
 */
public final class KafkaExits {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaExits.class);

    private final AtomicReference<String> first = new AtomicReference<>();

    /** Takes over the process's exits, and leaves shutdown hooks out: the closing order is ours. */
    public void install() {
        Exit.setExitProcedure((status, message) -> wanted("exit", status, message));
        Exit.setHaltProcedure((status, message) -> wanted("halt", status, message));
        Exit.setShutdownHookAdder((name, hook) -> LOG.debug("shutdown hook {} left out", name));
    }

    /** Why Kafka wanted the process to end, if it did. */
    public Optional<String> reason() {
        return Optional.ofNullable(first.get());
    }

    private void wanted(String how, int status, String message) {
        String reason = message == null ? "status " + status : message;
        first.compareAndSet(null, reason);
        LOG.error("Kafka called for {} ({})", how, reason);
        throw new KafkaEnded(reason);
    }

    /** Ends the thread that called for the end; callers of exit do not expect to go on. */
    static final class KafkaEnded extends Error {
        private static final long serialVersionUID = 1;

        KafkaEnded(String reason) {
            super("Kafka called for the end of the process: " + reason);
        }
    }
}
