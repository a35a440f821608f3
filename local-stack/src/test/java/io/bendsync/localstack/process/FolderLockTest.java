package io.bendsync.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
    @TempDir
    Path folder;

    @Test
    void secondHolderWaitsForTheFirstAndSaysSoOnce() throws Exception {
        Path target = folder.resolve("target");
        List<String> lines = new CopyOnWriteArrayList<>();
        FolderLock first = FolderLock.await(target, lines::add);
        CompletableFuture<FolderLock> second =
                CompletableFuture.supplyAsync(() -> FolderLock.await(target, lines::add));

        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> lines.size() == 1);
        assertThat(second).isNotDone();
        first.close();

        second.get(5, TimeUnit.SECONDS).close();
        assertThat(lines).hasSize(1).first().asString().contains("Waiting").contains(target.toString());
    }

    @Test
    void lockIsFreeAgainOnceItsHolderClosedIt() {
        Path target = folder.resolve("target");
        try (FolderLock first = FolderLock.tryHold(target).orElseThrow()) {
            assertThat(FolderLock.tryHold(target)).isEmpty();
            first.close();
        }
        FolderLock.tryHold(target).orElseThrow().close();
    }
}
