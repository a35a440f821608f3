package io.bendsync.localstack.process;

import io.bendsync.localstack.LocalStackException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The programs on this machine's search path. Looking them up ourselves, before anything is started, is what lets us
 * say which one is missing and why it is needed.
 */
public record Programs(List<Path> folders) {
    /** What {@code PATH} says. */
    public static Programs onPath() {
        String path = System.getenv().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
        return new Programs(Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .toList());
    }

    /** The program of this name, if there is one. */
    public Optional<Path> find(String name) {
        return folders.stream()
                .map(folder -> folder.resolve(name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /**
     * The program of this name.
     *
     * @param purpose what it is for, to complete "it is needed …"
     * @throws LocalStackException if there is none
     */
    public Path require(String name, String purpose) {
        return find(name)
                .orElseThrow(() -> new LocalStackException(
                        "The program " + name + " is not on this machine's PATH; it" + " is needed " + purpose + "."));
    }
}
