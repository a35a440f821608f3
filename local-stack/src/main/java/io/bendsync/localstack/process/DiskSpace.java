package io.bendsync.localstack.process;

import io.bendsync.localstack.LocalStackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Asks for room before a download begins, rather than fail in its middle. */
public final class DiskSpace {
    private static final long MEGABYTE = 1_000_000;

    private DiskSpace() {}

    /**
     * Complains if a folder's disk is too full.
     *
     * @param purpose what the room is for, to complete "… needs 600 MB"
     */
    public static void require(Path folder, int megabytes, String purpose) {
        try {
            Files.createDirectories(folder);
            require(folder, Files.getFileStore(folder).getUsableSpace(), megabytes, purpose);
        } catch (IOException e) {
            throw new LocalStackException("The folder " + folder + " cannot be used: " + e.getMessage(), e);
        }
    }

    static void require(Path folder, long freeBytes, int megabytes, String purpose) {
        if (freeBytes < megabytes * MEGABYTE) {
            throw new LocalStackException(purpose + " needs " + megabytes + " MB in " + folder + ", and only "
                    + freeBytes / MEGABYTE + " MB are free there. Make room, or choose another cache folder with"
                    + " BENDSYNC_CACHE.");
        }
    }
}
