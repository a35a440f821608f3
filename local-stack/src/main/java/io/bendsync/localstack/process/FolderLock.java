package io.bendsync.localstack.process;

import io.bendsync.localstack.LocalStackException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Keeps two processes, or two threads of this one, from working on the same folder. The lock is a file beside the
 * folder, {@code NAME.lock}; the system lets go of it when its holder dies, however that happens.
 */
public final class FolderLock implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the lock, or nothing if somebody else has it. */
    public static Optional<FolderLock> tryHold(Path folder) {
        Path file = folder.resolveSibling(folder.getFileName() + ".lock");
        FileChannel channel = null;
        try {
            Files.createDirectories(file.getParent());
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock != null) {
                return Optional.of(new FolderLock(channel));
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            closeQuietly(channel);
            throw new LocalStackException("The lock file " + file + " cannot be had: " + e.getMessage(), e);
        }
    }

    /** Takes the lock, waiting for as long as it takes; says so once if it has to wait. */
    public static FolderLock await(Path folder, Consumer<String> progress) {
        boolean said = false;
        while (true) {
            Optional<FolderLock> lock = tryHold(folder);
            if (lock.isPresent()) {
                return lock.get();
            }
            if (!said) {
                progress.accept("Waiting for another process that is filling " + folder + " …");
                said = true;
            }
            if (Thread.interrupted()) {
                Thread.currentThread().interrupt();
                throw new LocalStackException("Interrupted while waiting for the lock on " + folder + ".");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static void closeQuietly(FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // The failure that brought us here is the one to report.
            }
        }
    }

    /** Lets go of the lock. The file stays: to delete it would let two holders in. */
    @Override
    public void close() {
        closeQuietly(channel);
    }
}
