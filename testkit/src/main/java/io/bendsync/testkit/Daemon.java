package io.bendsync.testkit;

/** Threads that keep no JVM from ending. */
final class Daemon {
    private Daemon() {}

    static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
