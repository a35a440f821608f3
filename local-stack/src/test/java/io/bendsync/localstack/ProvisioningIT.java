package io.bendsync.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bendsync.localstack.python.PythonEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real downloads into an empty cache folder. */
class ProvisioningIT {
    @TempDir
    Path folder;

    @Test
    void twoAtOnceShareOneDownloadAndHalfFinishedOnesAreReplaced() throws Exception {
        Path cache = folder.resolve("cache");
        // As if a download had been killed, and as if somebody had emptied the server's program.
        Files.createDirectories(cache.resolve("mysql-9.7.new-1/root/usr"));
        Path broken = Files.createDirectories(cache.resolve("mysql-9.7/bin"));
        Files.writeString(broken.resolve("mysqld"), "");
        Files.writeString(broken.resolve("mysql"), "");
        List<String> lines = new CopyOnWriteArrayList<>();

        CompletableFuture<LocalMySql> other = CompletableFuture.supplyAsync(() -> mysql(cache, "one", lines));
        try (LocalMySql two = mysql(cache, "two", lines);
                LocalMySql one = other.get()) {
            assertThat(one.version()).isEqualTo(two.version());
        }

        assertThat(lines)
                .filteredOn(line -> line.startsWith("Downloading MySQL"))
                .hasSize(1);
        assertThat(lines).anyMatch(line -> line.matches("Downloading MySQL 9\\.\\S+ \\(\\d+ MB\\) …"));
        assertThat(names(cache)).noneMatch(name -> name.contains(".new-"));
        lines.clear();
        try (LocalMySql again = mysql(cache, "one", lines)) {
            assertThat(lines).singleElement().asString().startsWith("MySQL " + again.version() + " is up after");
        }
    }

    @Test
    void refusedPackageIndexIsReportedAndLeavesNothingHalfDone() throws Exception {
        Path cache = folder.resolve("cache");
        PythonEnvironment environments = new PythonEnvironment(new CacheFolder(cache), line -> {});
        String requirements = "--index-url http://127.0.0.1:9/simple\n" + "bendsync-no-such-package==1.0 --hash=sha256:"
                + "0".repeat(64) + "\n";

        assertThatThrownBy(() -> environments.ensure("engine", "the Databend engine", requirements))
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining("the Databend engine cannot be had through pip")
                .hasMessageContaining("Check the network and pip's settings")
                .hasMessageContaining("onnection");
        assertThat(names(cache)).filteredOn(name -> name.startsWith("engine")).allMatch(name -> name.endsWith(".lock"));
    }

    private LocalMySql mysql(Path cache, String data, List<String> lines) {
        return LocalMySql.builder(new CacheFolder(cache))
                .dataFolder(folder.resolve(data))
                .progress(lines::add)
                .start();
    }

    private static List<String> names(Path cache) throws IOException {
        try (Stream<Path> all = Files.list(cache)) {
            return new ArrayList<>(
                    all.map(path -> path.getFileName().toString()).toList());
        }
    }
}
