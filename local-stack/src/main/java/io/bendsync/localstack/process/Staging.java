package io.bendsync.localstack.process;

import io.bendsync.localstack.LocalStackException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A folder in the making. It is filled beside its final place and put there by one rename, so that the final place
 * holds either nothing or all of it, whatever dies in between. Use it under a {@link FolderLock} on the target.
 */
public final class Staging implements AutoCloseable {
    private static final String MARK = ".new-";

    private final Path target;
    private final Path folder;

    private Staging(Path target, Path folder) {
        this.target = target;
        this.folder = folder;
    }

    /** Begins anew, and removes what dead attempts at the same target left behind. */
    public static Staging begin(Path target) {
        try {
            Files.createDirectories(target.getParent());
            try (DirectoryStream<Path> left =
                    Files.newDirectoryStream(target.getParent(), target.getFileName() + MARK + "*")) {
                left.forEach(FolderTree::delete);
            }
            return new Staging(target, Files.createTempDirectory(target.getParent(), target.getFileName() + MARK));
        } catch (IOException e) {
            throw new LocalStackException("No folder can be made beside " + target + ": " + e.getMessage(), e);
        }
    }

    /** The folder to work in. */
    public Path folder() {
        return folder;
    }

    /** Puts a finished folder in the target's place; what stood there before goes. */
    public void publish(Path finished) {
        try {
            if (Files.exists(target)) {
                Path old = folder.resolve("replaced");
                Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.move(finished, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new LocalStackException(finished + " cannot be renamed to " + target + ": " + e.getMessage(), e);
        }
    }

    /** Removes the working folder. */
    @Override
    public void close() {
        FolderTree.deleteQuietly(folder);
    }
}
