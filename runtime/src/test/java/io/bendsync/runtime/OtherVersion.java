package io.bendsync.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** This build's distribution under another version: every jar of ours tells that one. */
final class OtherVersion {
    private OtherVersion() {}

    /** Makes it in a folder beside the test's own files, and returns where. */
    static Path distribution(Path folder, String version) throws IOException {
        Path made = folder.resolve("bendsync-" + version);
        int changed = 0;
        for (Path file : files(BendsyncProcess.DISTRIBUTION)) {
            Path copy =
                    made.resolve(BendsyncProcess.DISTRIBUTION.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            boolean ours = file.getFileName().toString().matches("bendsync-.*\\.jar");
            if (ours) {
                Files.copy(file, copy);
                changed += tell(copy, version);
            } else {
                Files.createSymbolicLink(copy, file);
            }
        }
        assertThat(changed).as("jars with a version").isGreaterThan(4);
        return made;
    }

    private static int tell(Path jar, String version) throws IOException {
        int changed = 0;
        try (FileSystem zip = FileSystems.newFileSystem(jar)) {
            for (Path file : files(zip.getPath("/"))) {
                if (file.toString().endsWith("/version.properties")
                        && file.toString().contains("/bendsync/")) {
                    Files.writeString(file, "version=" + version + "\n");
                    changed++;
                }
            }
        }
        return changed;
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
