package io.bendsync.runtime;

/** The {@code bendsync} command. */
public final class Bendsync {
    private Bendsync() {}

    /** Runs the command and ends the process with its status. */
    public static void main(String[] args) {
        System.exit(0);
    }
}
