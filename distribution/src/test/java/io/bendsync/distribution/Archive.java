package io.bendsync.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The distribution as this build packed it. */
final class Archive {
    private Archive() {}

    /** The {@code .tar.gz}. */
    static Path file() throws IOException {
        return only(Path.of("target"), "bendsync-.*\\.tar\\.gz").toAbsolutePath();
    }

    /** Unpacks it, and returns the folder that was in it. */
    static Path unpackInto(Path folder) throws IOException, InterruptedException {
        int status = new ProcessBuilder("tar", "-xzf", file().toString())
                .directory(folder.toFile())
                .inheritIO()
                .start()
                .waitFor();
        assertThat(status).isZero();
        return only(folder, "bendsync-.*");
    }

    private static Path only(Path where, String name) throws IOException {
        try (Stream<Path> files = Files.list(where)) {
            return files.filter(file -> file.getFileName().toString().matches(name))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
