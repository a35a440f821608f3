package io.bendsync.runtime.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks now and then, on a thread of its own, whether a table has come that clashes with another one. */
final class ClashWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClashWatch.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    private final Supplier<List<String>> clashes;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(runnable -> {
        Thread made = new Thread(runnable, "bendsync-clashes");
        made.setDaemon(true);
        return made;
    });
    private volatile List<String> found = List.of();

    private ClashWatch(Supplier<List<String>> clashes) {
        this.clashes = clashes;
    }

    /** Watches for a pipeline; one without globs needs no watching. */
    @SuppressWarnings("FutureReturnValueIgnored") // Looking lets no exception out.
    static ClashWatch of(TargetClashes clashes) {
        ClashWatch watch = new ClashWatch(clashes::clashes);
        if (clashes.mayCome()) {
            long millis = LOOK_EVERY.toMillis();
            watch.thread.scheduleWithFixedDelay(watch::look, millis, millis, TimeUnit.MILLISECONDS);
        }
        return watch;
    }

    /** What was found, in words for the user. */
    Optional<String> found() {
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join("\n", found)
                        + "\nThe pipeline has stopped, since going on would replace more rows. When the file is changed,"
                        + " start it with --resync: what was replaced is read again");
    }

    private void look() {
        try {
            found = clashes.get();
        } catch (RuntimeException e) { // one look less, not the last one
            LOG.debug("tables could not be looked at", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
