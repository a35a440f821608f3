package io.bendsync.runtime.worker;

import io.bendsync.runtime.problem.BendsyncException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A folder that one process at a time may use: Kafka's log, bendsync's log, the ports last used. The lock is the
 * operating system's, so a killed process leaves none behind.
 */
public final class DataFolder implements AutoCloseable {
    private static final int PID_LENGTH = 32;

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private DataFolder(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Makes the folder where it is missing, readable by its owner only, and locks it.
     *
     * @throws BendsyncException when another process has it, it cannot be written, or only a newer bendsync can use it
     */
    public static DataFolder lock(Path path) {
        try {
            if (!Files.isDirectory(path)) {
                Files.createDirectories(path);
                ownerOnly(path);
            }
            FileChannel channel = FileChannel.open(
                    path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                String holder = holder(channel);
                channel.close();
                throw BendsyncException.badSetting("the data folder " + path + " is in use by another bendsync" + holder
                        + ": stop that one, or give this one a folder of its own (--data)");
            }
            check(path, lock, channel);
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new DataFolder(path.toAbsolutePath(), channel, lock);
        } catch (IOException e) {
            throw BendsyncException.badSetting("cannot use the data folder " + path + " (" + e
                    + "): make it writable and see that its disk has room, or choose another one (--data)");
        }
    }

    /** The folder, absolute. */
    public Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw BendsyncException.failed("cannot release the data folder " + path + ": " + e, e);
        }
    }

    private static void check(Path path, FileLock lock, FileChannel channel) throws IOException {
        try {
            DataFormat.check(path);
        } catch (BendsyncException e) {
            lock.release();
            channel.close();
            throw e;
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // this very process has it
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(PID_LENGTH);
        channel.read(bytes, 0);
        String pid = StandardCharsets.US_ASCII.decode(bytes.flip()).toString().strip();
        return pid.isEmpty() ? "" : " (process " + pid + ")";
    }

    private static void ownerOnly(Path path) throws IOException {
        if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        }
    }
}
