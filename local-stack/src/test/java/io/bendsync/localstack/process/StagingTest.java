package io.bendsync.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagingTest {
    @TempDir
    Path folder;

    @Test
    void targetAppearsOnlyWhenPublished() throws IOException {
        Path target = folder.resolve("target");
        try (Staging staging = Staging.begin(target)) {
            Path finished = Files.createDirectories(staging.folder().resolve("root"));
            Files.writeString(finished.resolve("file"), "x");
            assertThat(target).doesNotExist();

            staging.publish(finished);
        }
        assertThat(target.resolve("file")).hasContent("x");
        assertThat(entries()).containsExactly("target");
    }

    @Test
    void failureOnTheWayLeavesNothing() throws IOException {
        assertThatThrownBy(() -> {
                    try (Staging staging = Staging.begin(folder.resolve("target"))) {
                        Files.writeString(staging.folder().resolve("half"), "x");
                        throw new IllegalStateException("network gone");
                    }
                })
                .hasMessage("network gone");
        assertThat(entries()).isEmpty();
    }

    @Test
    void leftoversOfADeadAttemptAreRemoved() throws IOException {
        Files.createDirectories(folder.resolve("target.new-123/half/full"));

        Staging.begin(folder.resolve("target")).close();

        assertThat(entries()).isEmpty();
    }

    @Test
    void publishingReplacesWhatWasThere() throws IOException {
        Path target = Files.createDirectories(folder.resolve("target"));
        Files.writeString(target.resolve("broken"), "x");
        try (Staging staging = Staging.begin(target)) {
            Path finished = Files.createDirectories(staging.folder().resolve("root"));
            Files.writeString(finished.resolve("whole"), "x");
            staging.publish(finished);
        }
        assertThat(target.resolve("whole")).exists();
        assertThat(target.resolve("broken")).doesNotExist();
    }

    @Test
    void deletingATreeLeavesWhatALinkInItPointsTo() throws IOException {
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Files.writeString(outside.resolve("precious"), "x");
        Path tree = Files.createDirectories(folder.resolve("tree"));
        Files.createSymbolicLink(tree.resolve("link"), outside);

        FolderTree.delete(tree);

        assertThat(tree).doesNotExist();
        assertThat(outside.resolve("precious")).exists();
    }

    @Test
    void copyKeepsPermissionsAndLinks() throws IOException {
        Path tree = Files.createDirectories(folder.resolve("tree/inner"));
        Path program = Files.writeString(tree.resolve("program"), "x");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Files.createSymbolicLink(tree.resolve("link"), Path.of("program"));

        FolderTree.copy(folder.resolve("tree"), folder.resolve("copy"));

        Path copy = folder.resolve("copy/inner");
        assertThat(copy.resolve("program")).isExecutable().hasContent("x");
        assertThat(Files.readSymbolicLink(copy.resolve("link"))).isEqualTo(Path.of("program"));
    }

    private Stream<String> entries() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString()).toList().stream();
        }
    }
}
