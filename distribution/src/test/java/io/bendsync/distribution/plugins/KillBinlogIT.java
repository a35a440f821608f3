package io.bendsync.distribution.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.testkit.connect.PackedPlugin;
import io.bendsync.testkit.kill.Blow;
import io.bendsync.testkit.kill.KillCluster;
import io.bendsync.testkit.kill.KillOutcome;
import io.bendsync.testkit.kill.KillPlan;
import io.bendsync.testkit.kill.KillTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The short kill test from MySQL's binlog to Databend, through both plugins as users get them: worker, engine and broker are
 * struck by {@code kill -9} while rows are written, changed, deleted and rolled back. The long one is
 * {@code benchmarks/run kill-binlog}. A failure names its seed.
 */
class KillBinlogIT {
    private static final Logger LOG = LoggerFactory.getLogger(KillBinlogIT.class);

    @TempDir
    private static Path folder;

    @Test
    void rowsAreAsMySqlHasThemWhateverWasKilled() throws Exception {
        Path plugins = Files.createDirectory(folder.resolve("plugins"));
        for (String module : List.of("source-cdc", "sink-databend")) {
            PackedPlugin.of(Path.of("..", module, "target"), "bendsync-" + module)
                    .unzipInto(plugins);
        }
        try (KillCluster cluster = new KillCluster(folder, plugins, 1)) {
            KillPlan plan = KillPlan.binlog(
                    "upsert_by_binlog", List.of(Blow.WORKER, Blow.ENGINE, Blow.BROKER), new Random().nextLong());
            KillOutcome outcome = KillTest.run(cluster, plan, LOG::info);
            LOG.info("{}", outcome.toLine());
            assertThat(outcome.kills()).isEqualTo(3);
            assertThat(outcome.rows()).isPositive();
        }
    }
}
