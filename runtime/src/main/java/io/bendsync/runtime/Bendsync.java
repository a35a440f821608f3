package io.bendsync.runtime;

import io.bendsync.runtime.cli.BendsyncCommand;
import io.bendsync.runtime.terminal.LogFile;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where the process begins: the {@code bendsync} script starts it from the distribution's {@code lib} folder. */
public final class Bendsync {
    private Bendsync() {}

    /** Runs the command line and ends the process with its status. */
    public static void main(String[] args) throws URISyntaxException {
        LogFile.silence();
        int status = BendsyncCommand.execute(home(), System.getenv(), args);
        LogFile.close();
        System.exit(status);
    }

    /** The folder above the jar's: {@code lib} and {@code plugins} are in it. */
    private static Path home() throws URISyntaxException {
        Path jar = Path.of(Bendsync.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        return jar.getParent().getParent();
    }
}
