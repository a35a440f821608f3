package io.bendsync.testkit;

/** Open or shut; those who want to pass wait while it is shut. */
final class Gate {
    private boolean open = true;

    synchronized void shut() {
        open = false;
    }

    synchronized void open() {
        open = true;
        notifyAll();
    }

    /** Returns once the gate is open, or if the thread is interrupted. */
    synchronized void pass() {
        while (!open) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
