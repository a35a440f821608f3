package io.bendsync.runtime.problem;

/** The statuses that the {@code bendsync} command ends with; {@code --help} lists them. */
public enum ExitStatus {
    /** Done, or stopped by Ctrl-C after an orderly end. */
    OK(0),
    /** Something failed while running, or the databases differ. */
    FAILED(1),
    /** The command line or a setting is wrong: nothing was started, or nothing was changed. */
    BAD_SETTING(2),
    /** No difference was found, but some rows kept changing, so that it cannot be said whether they differ. */
    UNDECIDED(4);

    private final int code;

    ExitStatus(int code) {
        this.code = code;
    }

    /** The number that the shell sees. */
    public int code() {
        return code;
    }
}
