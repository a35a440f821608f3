package io.bendsync.runtime.worker;

import io.bendsync.runtime.problem.BendsyncException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder that one process at a time may use: Kafka's log, bendsync's log, the ports last used. The lock is the
 * operating system's, so a killed process leaves none behind.
 */
public final class DataFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);
    private static final String LOCK = "lock";
    private static final int PID_LENGTH = 32;
    private static final int ATTEMPTS = 3;
    private static final long PAUSE_MS = 50;

    /** A channel that this process closes would end its lock, by POSIX: so what it has itself is not asked for. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

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
            refuseOwn(path);
            FileChannel channel = FileChannel.open(
                    path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                String holder = holder(channel);
                channel.close();
                throw inUse(path, holder);
            }
            check(path, lock, channel);
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            OWN.add(path.toRealPath());
            return new DataFolder(path.toAbsolutePath(), channel, lock);
        } catch (IOException e) {
            throw BendsyncException.badSetting("cannot use the data folder " + path + " (" + e
                    + "): make it writable and see that its disk has room, or choose another one (--data)");
        }
    }

    /** Whether a process, this one included, has the folder. */
    public static boolean isInUse(Path path) {
        try {
            if (OWN.contains(path.toRealPath())) {
                return true;
            }
            try (FileChannel channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.READ);
                    FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
                return lock == null;
            }
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw BendsyncException.failed("cannot see whether the data folder " + path + " is in use: " + e, e);
        }
    }

    /** Has a folder within be readable by its owner only, however open the one around it is: rows are in it. */
    static void ownerOnlyWithin(Path folder) {
        try {
            Files.createDirectories(folder);
            ownerOnly(folder);
        } catch (IOException e) {
            LOG.warn("{} cannot be closed to others on this machine ({}), and rows are in it", folder, e.toString());
        }
    }

    /** The folder, absolute. */
    public Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            OWN.remove(path.toRealPath());
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

    private static void refuseOwn(Path path) throws IOException {
        if (OWN.contains(path.toRealPath())) {
            throw inUse(path, " (process " + ProcessHandle.current().pid() + ")");
        }
    }

    /** Again, since who looks whether the folder is in use has it for an instant. */
    private static FileLock tryLock(FileChannel channel) throws IOException {
        FileLock lock = channel.tryLock();
        for (int attempt = 1; lock == null && attempt < ATTEMPTS; attempt++) {
            try {
                Thread.sleep(PAUSE_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
            lock = channel.tryLock();
        }
        return lock;
    }

    private static BendsyncException inUse(Path path, String holder) {
        return BendsyncException.badSetting("the data folder " + path + " is in use by another bendsync" + holder
                + ": stop that one, or give this one a folder of its own (--data)");
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
