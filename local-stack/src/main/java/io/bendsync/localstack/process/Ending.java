package io.bendsync.localstack.process;

import io.bendsync.localstack.LocalStackException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The end of a process, asked for and waited for. We look ourselves, every few milliseconds: the JDK does so only every
 * 300 ms for a process that is not our child.
 */
public final class Ending {
    private static final Duration AFTER_SIGKILL = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(10);

    private Ending() {}

    /** SIGTERM, and SIGKILL if the process has not ended after the grace period. */
    public static void gracefully(ProcessHandle process, Duration grace) {
        process.destroy();
        if (!await(process, grace)) {
            atOnce(process);
        }
    }

    /** SIGKILL. */
    public static void atOnce(ProcessHandle process) {
        process.destroyForcibly();
        if (!await(process, AFTER_SIGKILL)) {
            throw new LocalStackException("Process " + process.pid() + " does not end, not even by SIGKILL.");
        }
    }

    /** Waits for a process's end; false if that took too long, or if this thread was interrupted before it came. */
    public static boolean await(ProcessHandle process, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!isGone(process)) {
            if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return true;
    }

    /** Whether a process has ended, be it that nobody has collected its status yet (as in a container without init). */
    public static boolean isGone(ProcessHandle process) {
        if (!process.isAlive()) {
            return true;
        }
        try {
            String stat = Files.readString(
                    Path.of("/proc", Long.toString(process.pid()), "stat"), StandardCharsets.ISO_8859_1);
            return stat.startsWith(" Z", stat.lastIndexOf(')') + 1);
        } catch (IOException e) {
            return !process.isAlive();
        }
    }
}
