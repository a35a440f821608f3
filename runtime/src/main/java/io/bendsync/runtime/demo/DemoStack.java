package io.bendsync.runtime.demo;

import io.bendsync.localstack.CacheFolder;
import io.bendsync.localstack.LocalDatabend;
import io.bendsync.localstack.LocalMySql;
import io.bendsync.runtime.problem.BendsyncException;
import io.bendsync.runtime.worker.ConnectHost;
import io.bendsync.runtime.worker.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** MySQL, Databend, Kafka and Connect, started side by side on new data folders. */
final class DemoStack implements AutoCloseable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private LocalMySql mysql;
    private LocalDatabend databend;
    private ConnectHost connect;

    /** Starts all; what was started is closed again when one fails. */
    static DemoStack start(CacheFolder cache, Path folder, Path plugins, Stopwatch watch) {
        DemoStack stack = new DemoStack();
        try {
            Path data = folder.resolve("data");
            delete(data);
            stack.startIn(cache, data, plugins, watch);
            return stack;
        } catch (RuntimeException | IOException | InterruptedException | ExecutionException e) {
            stack.close();
            throw failure(e);
        }
    }

    LocalMySql mysql() {
        return mysql;
    }

    LocalDatabend databend() {
        return databend;
    }

    ConnectHost connect() {
        return connect;
    }

    /** In the other order than started: first the worker, so that nothing is cut off. */
    @Override
    public void close() {
        RuntimeException first = null;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                first = first == null ? failure(e) : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private void startIn(CacheFolder cache, Path data, Path plugins, Stopwatch watch)
            throws IOException, InterruptedException, ExecutionException {
        Files.createDirectories(data.resolve("connect"));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            // Whatever has been started is on the list to be closed, whichever fails.
            Future<LocalMySql> mysqlStart = threads.submit(() -> opened(LocalMySql.builder(cache)
                    .dataFolder(data.resolve("mysql"))
                    .password(Article.MYSQL_PASSWORD)
                    .progress(watch::say)
                    .start()));
            Future<LocalDatabend> databendStart = threads.submit(() -> opened(LocalDatabend.builder(cache)
                    .dataFolder(data.resolve("databend"))
                    .progress(watch::say)
                    .start()));
            connect = ConnectHost.embedded(data.resolve("connect"), Ports.ANY, plugins);
            watch.say("Kafka and Kafka Connect run in this process; REST interface: "
                    + connect.worker().restUrl());
            mysql = mysqlStart.get();
            databend = databendStart.get();
        } finally {
            end(threads);
            // The worker is the first to be closed, however late the servers came.
            if (connect != null) {
                opened(connect);
            }
        }
    }

    /** An interrupted start still waits until the others are up or have given up, so as to close them. */
    private static void end(ExecutorService threads) {
        threads.shutdownNow();
        boolean interrupted = Thread.interrupted();
        try {
            while (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized <T extends AutoCloseable> T opened(T part) {
        open.push(part);
        return part;
    }

    private static RuntimeException failure(Throwable e) {
        Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
        if (cause instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            return BendsyncException.failed("stopped during the start", cause);
        }
        return cause instanceof RuntimeException runtime ? runtime : BendsyncException.failed(cause.toString(), cause);
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
