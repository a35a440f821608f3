package io.bendsync.dashboard.state;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that takes its time to find out, kept for a while. It is found out again only when somebody asks, in the
 * background, one at a time, so that no look at the page ever waits for a server that does not answer.
 */
final class Fresh<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Fresh.class);

    private final String what;
    private final ExecutorService threads;
    private final long everyNanos;
    private final Callable<T> reading;
    private T latest;
    private CompletableFuture<T> underWay;
    private long nextNanos = System.nanoTime();

    /**
     * Nothing is read yet.
     *
     * @param what in words, for the log
     * @param every how old it may be
     * @param otherwise what it is until it is known
     */
    Fresh(String what, ExecutorService threads, Duration every, T otherwise, Callable<T> reading) {
        this.what = what;
        this.threads = threads;
        this.everyNanos = every.toNanos();
        this.latest = otherwise;
        this.reading = reading;
    }

    /** As last found out. */
    synchronized T latest() {
        if (underWay == null && System.nanoTime() - nextNanos >= 0) {
            underWay = CompletableFuture.supplyAsync(this::read, threads);
        }
        return latest;
    }

    /** As found out now, or as last found out where that takes longer than so long. */
    T within(Duration patience) {
        T known = latest();
        CompletableFuture<T> reading;
        synchronized (this) {
            reading = underWay;
        }
        if (reading == null) {
            return kept(); // it was fresh, or has just been found out
        }
        try {
            return reading.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return known;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return known;
        }
    }

    private T read() {
        T found = null;
        try {
            found = reading.call();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) { // whatever it is, the page shows what was known before
            LOG.debug("the dashboard could not find out {}", what, e);
        } finally {
            keep(found); // after an Error too, or nothing would ever be read again
        }
        return kept();
    }

    private synchronized T kept() {
        return latest;
    }

    private synchronized void keep(T found) {
        latest = found == null ? latest : found;
        nextNanos = System.nanoTime() + everyNanos;
        underWay = null;
    }
}
